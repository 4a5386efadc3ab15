/** What goes into the data centre's cache and comes back, and which of two entries is given. Each copy of the module is an isolate. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Entry } from "./entries.ts";

const ORIGIN = "https://api.example";
/** The data centre: bytes and headers by address, under the name of the cache. */
let far: Map<string, { headers: [string, string][]; body: string }>;
let opened: string[];

beforeEach(() => {
  far = new Map();
  opened = [];
  vi.stubGlobal("caches", {
    open: async (name: string) => {
      opened.push(name);
      return {
        match: async (address: string) => {
          const kept = far.get(address);
          return kept && new Response(kept.body, { headers: kept.headers });
        },
        put: async (address: string, response: Response) => {
          far.set(address, { headers: [...response.headers], body: await response.text() });
        },
        delete: async (address: string) => far.delete(address),
      };
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Another isolate of the data centre. */
async function isolate() {
  vi.resetModules();
  return import("./entries.ts");
}
const entry = (generation: string, storedMs: number, more: Partial<Entry> = {}): Entry => ({
  ...{ generation, storedMs },
  ...{ freshUntilMs: storedMs + 1, staleUntilMs: storedMs + 2, errorUntilMs: storedMs + 90_001 },
  headers: [
    ["etag", '"e"'],
    ["content-type", "application/json"],
    ["cache-control", "public, max-age=60"],
    ["vary", "origin"],
  ],
  body: new TextEncoder().encode(`${generation} ${storedMs}`) as Uint8Array<ArrayBuffer>,
  ...more,
});
const shown = (found: Entry | null) =>
  found && [found.generation, found.storedMs, new TextDecoder().decode(found.body)];
const at = (address: string) => far.get(`${ORIGIN}/_kept${address}`);

describe("row 7: an entry in the data centre's cache", () => {
  test("comes back to another isolate as it was, but for Vary", async () => {
    const kept = entry("7", 1_000);
    await (await isolate()).keepEntry(ORIGIN, "/a?b=c", kept);
    const found = await (await isolate()).findEntry(ORIGIN, "/a?b=c", "7");
    expect(found && { ...found, headers: Object.fromEntries(found.headers) }).toEqual({
      ...kept,
      headers: {
        ...{ etag: '"e"', "content-type": "application/json" },
        "cache-control": "public, max-age=60",
      },
    });
    expect(new Set(opened)).toEqual(new Set(["gateway"]));
  });

  test("is kept there as long as it may cover an error, whatever browsers are told", async () => {
    const { keepEntry } = await isolate();
    await keepEntry(ORIGIN, "/a", entry("7", 1_000));
    expect(Object.fromEntries(at("/a")?.headers ?? [])).toMatchObject({
      ...{ "cache-control": "public, max-age=91", "x-gateway-cache-control": "public, max-age=60" },
    });
    expect(at("/a")?.headers.map(([name]) => name)).not.toContain("vary");
    await keepEntry(ORIGIN, "/b", entry("7", 1_000, { headers: [["etag", '"e"']] }));
    expect(Object.fromEntries(at("/b")?.headers ?? [])).toMatchObject({
      "x-gateway-cache-control": "no-store",
    });
  });

  test("has no header that the data centre added", async () => {
    await (await isolate()).keepEntry(ORIGIN, "/a", entry("7", 1_000));
    const added: [string, string][] = [
      ...([["age", "9"]] as [string, string][]),
      ...([["cf-cache-status", "HIT"]] as [string, string][]),
      ...([["content-length", "6"]] as [string, string][]),
    ];
    at("/a")?.headers.push(...added);
    const found = await (await isolate()).findEntry(ORIGIN, "/a", "7");
    expect(found?.headers.map(([name]) => name).sort()).toEqual([
      ...["cache-control", "content-type", "etag"],
    ]);
  });

  test.each([
    ["no facts", null],
    ["facts that are no JSON", "{"],
    ["facts of another shape", '{"generation":"7"}'],
  ])("with %s is none, and is replaced", async (_what, facts) => {
    const { findEntry, keepEntry } = await isolate();
    const headers: [string, string][] = facts === null ? [] : [["x-gateway-entry", facts]];
    far.set(`${ORIGIN}/_kept/a`, { headers, body: "x" });
    expect(await findEntry(ORIGIN, "/a", "7")).toBeNull();
    await keepEntry(ORIGIN, "/a", entry("1", 1));
    expect(at("/a")?.body).toBe("1 1");
  });

  test("is forgotten with its isolate's", async () => {
    const { dropEntry, findEntry, keepEntry } = await isolate();
    await keepEntry(ORIGIN, "/a", entry("7", 1_000));
    await dropEntry(ORIGIN, "/a");
    expect([await findEntry(ORIGIN, "/a", "7"), far.size]).toEqual([null, 0]);
  });
});

describe("row 6: of two entries", () => {
  test("the isolate's own is given while it is of the current generation; the data centre is not asked", async () => {
    const here = await isolate();
    await here.keepEntry(ORIGIN, "/a", entry("7", 1_000));
    await (await isolate()).keepEntry(ORIGIN, "/a", entry("8", 2_000));
    opened.length = 0;
    expect(shown(await here.findEntry(ORIGIN, "/a", "7"))).toEqual(["7", 1_000, "7 1000"]);
    expect(opened).toEqual([]);
  });

  test("the data centre's is given when it is current or newer, and is the isolate's from then on", async () => {
    for (const current of ["8", "9", null]) {
      const here = await isolate();
      await here.keepEntry(ORIGIN, "/a", entry("7", 1_000));
      await (await isolate()).keepEntry(ORIGIN, "/a", entry("8", 2_000));
      expect([current, ...(shown(await here.findEntry(ORIGIN, "/a", current)) ?? [])]).toEqual([
        ...[current, "8", 2_000, "8 2000"],
      ]);
      far.clear();
      expect(shown(await here.findEntry(ORIGIN, "/a", "8"))).toEqual(["8", 2_000, "8 2000"]);
    }
  });

  test("the isolate's own is given when the data centre has none, or only an older or equally old one", async () => {
    for (const storedMs of [1_999, 2_000]) {
      const here = await isolate();
      await here.keepEntry(ORIGIN, "/a", entry("8", 2_000));
      far.clear();
      expect(shown(await here.findEntry(ORIGIN, "/a", "9"))).toEqual(["8", 2_000, "8 2000"]);
      await (await isolate()).keepEntry(ORIGIN, "/a", entry("7", storedMs));
      expect(shown(await here.findEntry(ORIGIN, "/a", "9"))).toEqual(["8", 2_000, "8 2000"]);
    }
  });

  test("an older one of the current generation is given before a newer one of another", async () => {
    const here = await isolate();
    await here.keepEntry(ORIGIN, "/a", entry("6", 2_000));
    far.clear();
    await (await isolate()).keepEntry(ORIGIN, "/a", entry("7", 1_000));
    expect(shown(await here.findEntry(ORIGIN, "/a", "7"))).toEqual(["7", 1_000, "7 1000"]);
  });

  test("a writer of an older generation in another isolate replaces nothing in the data centre; a later one does", async () => {
    await (await isolate()).keepEntry(ORIGIN, "/a", entry("8", 2_000));
    await (await isolate()).keepEntry(ORIGIN, "/a", entry("7", 3_000));
    expect(at("/a")?.body).toBe("8 2000");
    await (await isolate()).keepEntry(ORIGIN, "/a", entry("8", 4_000));
    expect(at("/a")?.body).toBe("8 4000");
  });
});

describe("row 7: room", () => {
  test("a body is read up to 512 KiB; a longer one is none", async () => {
    const { bytesOf } = await isolate();
    const length = async (bytes: number) =>
      (await bytesOf(new Response(new Uint8Array(bytes))))?.byteLength;
    expect(await length(512 * 1024)).toBe(512 * 1024);
    expect(await length(512 * 1024 + 1)).toBeUndefined();
  });

  test("the characters of headers and addresses are counted with the bytes of bodies", async () => {
    const { findEntry, keepEntry } = await isolate();
    const large = "x".repeat(100_000);
    // 200 kB each: 8 MiB hold 41 of them.
    const addresses = Array.from({ length: 60 }, (_, number) => `/${number}`);
    for (const address of addresses) {
      await keepEntry(ORIGIN, address, entry("7", 1, { headers: [["x-large", large]] }));
    }
    far.clear();
    const found = await Promise.all(addresses.map((one) => findEntry(ORIGIN, one, "7")));
    const held = found.filter((one) => one !== null).length;
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThanOrEqual(41);
  });
});
