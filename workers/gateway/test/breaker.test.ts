import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf, replaced, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import type { Instruction } from "./upstream.ts";
import { raiseGateway, type World } from "./world.ts";

/** Short enough to wait for, long enough that a busy machine asks twice within it. */
const OPEN_MS = 4_000;

let redis: RedisDoor;
let world: World;
let minter: Minter;
let admin: string;

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
  admin = await minter.mint({ role: "admin" });
});
beforeEach(async () => {
  redis.mode = "pass";
  // Circuits live as long as their isolate: each test has one of its own.
  world = await raiseGateway({
    redisUrl: redis.url,
    jwks: minter.jwks,
    bindings: {
      BREAKER_STORE_FAILURES: "5",
      BREAKER_UPSTREAM_CALLS: "20",
      // The row of failures is the subject of absence.test.ts.
      BREAKER_UPSTREAM_FAILURES: "1000000",
    },
    patch: (module) => replaced(module, /openMs: 5(e3|_?000)/, `openMs: ${OPEN_MS}`),
  });
  return () => world.stop();
});
afterAll(() => redis?.stop());

const read = (order: Instruction) => world.ask("/api/products", { order });
const write = (key: string, order: Instruction = {}) =>
  world.ask("/api/members", {
    method: "POST",
    body: "{}",
    order,
    headers: { authorization: `Bearer ${admin}`, "idempotency-key": key },
  });
const many = (count: number, ask: () => Promise<Response>) =>
  Promise.all(Array.from({ length: count }, ask));
const calls = async (name: "catalog" | "member") => (await world.calls(name)).length;

describe("gateway 44: the circuit of a Worker", () => {
  test("opens after failures, refuses at once without asking, and closes by one good probe", async () => {
    await many(20, () => read({ lost: true }));
    // Some of the reads were sent once more.
    const asked = await calls("catalog");
    expect(asked).toBeGreaterThanOrEqual(20);
    const refused = await read({});
    expect([refused.status, await codeOf(refused)]).toEqual([503, "upstream_unavailable"]);
    expect(refused.headers.get("retry-after")).not.toBeNull();
    expect(await calls("catalog")).toBe(asked);
    await until(async () => (await read({})).status === 200);
    expect((await many(10, () => read({}))).every((answer) => answer.ok)).toBe(true);
  });

  test("half-open lets one of many through", async () => {
    await many(20, () => read({ lost: true }));
    const asked = await calls("catalog");
    await new Promise((resolve) => setTimeout(resolve, OPEN_MS + 50));
    const crowd = await many(12, () => read({ delayMs: 500 }));
    expect(crowd.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await calls("catalog")).toBe(asked + 1);
  });

  test("refusals of a Worker never count", async () => {
    await many(40, () => read({ status: 404 }));
    // A Worker that sheds load or misses its store is alive: the operations next to it go on.
    await many(40, () => read({ status: 503 }));
    expect((await read({})).status).toBe(200);
  });

  test("one Worker's, and one class's, is not another's", async () => {
    await many(20, () => read({ lost: true }));
    expect((await world.ask("/api/home")).status).toBe(200);
    expect((await write(crypto.randomUUID())).status).toBe(200);
  });

  test("gateway 19: a keyed request that was not sent is given back, and runs as the first attempt later", async () => {
    await many(20, () => write(crypto.randomUUID(), { lost: true }));
    const before = await calls("member");
    const key = crypto.randomUUID();
    const refused = await write(key);
    expect([
      refused.status,
      await codeOf(refused),
      refused.headers.get("idempotency-status"),
    ]).toEqual([503, "upstream_unavailable", "unstored"]);
    expect(await calls("member")).toBe(before);
    await until(async () => (await write(key)).headers.get("idempotency-status") === "stored");
    const attempts = (await world.calls("member")).filter(
      (call) => call.headers["idempotency-key"] === `"${key}"`,
    );
    expect(attempts.map((call) => call.headers["idempotency-attempt"])).toEqual(["1"]);
  });

  test("a read that broke is sent once more, a write never", async () => {
    const broken = await read({ throws: true });
    expect([broken.status, await calls("catalog")]).toEqual([502, 2]);
    const failed = await write(crypto.randomUUID(), { throws: true });
    expect([failed.status, await calls("member")]).toEqual([502, 1]);
  });

  test("retries stay within a tenth of the calls", async () => {
    await many(18, () => read({ throws: true }));
    const sent = await calls("catalog");
    expect(sent).toBeGreaterThan(18);
    expect(sent).toBeLessThanOrEqual(18 + 3);
  });
});

describe("gateway 30: the circuit of the store", () => {
  test("five failures, then nobody waits for it for 2 s, then one probe opens the way", async () => {
    redis.mode = "hang";
    for (let failures = 0; failures < 5; failures++) {
      expect((await write(crypto.randomUUID())).status).toBe(503);
    }
    const before = redis.commands.length;
    const begun = performance.now();
    const refused = await write(crypto.randomUUID());
    expect(performance.now() - begun).toBeLessThan(250);
    expect([refused.status, await codeOf(refused)]).toEqual([503, "idempotency_store_unavailable"]);
    // The claims before are given back behind their answers; this one sent nothing.
    const claims = redis.commands.slice(before).filter(([, script]) => script?.includes("'BUSY'"));
    expect(claims).toEqual([]);
    redis.mode = "pass";
    const key = crypto.randomUUID();
    await until(async () => (await write(key)).headers.get("idempotency-status") === "stored");
    expect((await world.calls("member")).length).toBe(1);
  });
});
