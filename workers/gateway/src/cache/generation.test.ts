/** What an isolate knows of the generation, when, and for how long. Each copy of the module is an isolate. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { GatewayContext } from "../context.ts";

let generation: number;
let trips: number;
/** Holds answers back after Redis has read them. */
let late: Promise<void> | null;

const context = {
  get: (name: string) =>
    name === "config"
      ? {
          UPSTASH_REDIS_REST_URL: "http://redis.test",
          UPSTASH_REDIS_REST_TOKEN: "t",
          REDIS_FIRST_MS: 400,
          REDIS_FALLBACK_MS: 400,
          BREAKER_STORE_FAILURES: 5,
        }
      : "request",
} as unknown as GatewayContext;

async function isolate() {
  vi.resetModules();
  const { catalogGeneration, forgetCatalogGeneration } = await import("./generation.ts");
  return { ask: () => catalogGeneration(context), forget: forgetCatalogGeneration };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  generation = 7;
  trips = 0;
  late = null;
  vi.stubGlobal("fetch", async () => {
    trips += 1;
    const read = String(generation);
    await late;
    return Response.json({ result: Buffer.from(read).toString("base64") });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("gateway 42: the generation, isolate by isolate", () => {
  test("the isolate a write passed through knows it at once, every other one within 5 s", async () => {
    const [writer, other] = [await isolate(), await isolate()];
    expect([await writer.ask(), await other.ask()]).toEqual(["7", "7"]);
    generation = 8;
    writer.forget();
    expect([await writer.ask(), await other.ask()]).toEqual(["8", "7"]);
    pass(4_999);
    expect(await other.ask()).toBe("7");
    pass(1);
    expect(await other.ask()).toBe("8");
    expect(trips).toBe(4);
  });

  test("an answer that was under way while a write passed is not remembered", async () => {
    const { ask, forget } = await isolate();
    let release = () => {};
    late = new Promise((resolve) => {
      release = resolve;
    });
    const before = ask();
    await vi.waitFor(() => expect(trips).toBe(1));
    generation = 8;
    forget();
    late = null;
    const after = await ask();
    release();
    expect([await before, after, await ask()]).toEqual(["7", "8", "8"]);
  });

  test("readers that come while one asks go on with the value before, and ask no second time", async () => {
    const { ask } = await isolate();
    await ask();
    generation = 8;
    pass(5_000);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(["8", "7", "7"]);
    expect(trips).toBe(2);
  });
});
