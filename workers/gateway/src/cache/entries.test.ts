import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const ORIGIN = "https://api.example";
const MINUTE = 60_000;
let asked: string[];

beforeEach(() => {
  vi.resetModules();
  asked = [];
  // A data centre that has nothing: what is found is the isolate's own.
  const nothing = {
    match: async (address: string) => void asked.push(address),
    put: async (address: string) => void asked.push(address),
  };
  vi.stubGlobal("caches", { open: async () => nothing });
});
afterEach(() => vi.unstubAllGlobals());

function entryOf(generation: string, bytes = 1_000, storedMs = Date.now()) {
  return {
    generation,
    storedMs,
    freshUntilMs: storedMs + MINUTE,
    staleUntilMs: storedMs + MINUTE,
    errorUntilMs: storedMs + MINUTE,
    headers: [["etag", '"e"']] as [string, string][],
    body: new Uint8Array(bytes),
  };
}

describe("row 7: entries of the isolate", () => {
  test("10 000 searches drive no answer out that is asked for again", async () => {
    const { findEntry, keepEntry } = await import("./entries.ts");
    const ask = async (address: string, bytes: number) => {
      if (await findEntry(ORIGIN, address, "1")) return true;
      await keepEntry(ORIGIN, address, entryOf("1", bytes));
      return false;
    };
    const warm = Array.from({ length: 100 }, (_, at) => `/api/products/p${at}`);
    for (let round = 0; round < 2; round++) for (const address of warm) await ask(address, 20_000);
    for (let at = 0; at < 10_000; at++) await ask(`/api/products?q=flood${at}`, 30_000);
    const hits = await Promise.all(warm.map((address) => ask(address, 20_000)));
    expect(hits).toEqual(warm.map(() => true));
  }, 120_000);
});

describe("row 6, operations 71: entries of the isolate and the data centre", () => {
  test("a writer of an older generation replaces nothing, here or there", async () => {
    const { findEntry, keepEntry } = await import("./entries.ts");
    await keepEntry(ORIGIN, "/a", entryOf("9"));
    asked.length = 0;
    await keepEntry(ORIGIN, "/a", entryOf("8"));
    expect(asked).toEqual([]);
    expect((await findEntry(ORIGIN, "/a", "9"))?.generation).toBe("9");
  });

  test("the data centre is asked by this Worker's own name", async () => {
    const { findEntry, keepEntry } = await import("./entries.ts");
    await findEntry(ORIGIN, "/api/home", "1");
    await keepEntry(ORIGIN, "/api/home", entryOf("1"));
    expect(new Set(asked)).toEqual(new Set([`${ORIGIN}/_kept/api/home`]));
  });
});
