/** Rows as they are not in the table yet: one that runs once, and deadlines short enough to wait for. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf, replaced, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { makeMinter } from "./tokens.ts";
import type { Instruction } from "./upstream.ts";
import { raiseGateway, type World } from "./world.ts";

const DEADLINE_MS = 600;
let redis: RedisDoor;
let retrying: World;
let once: World;
let token: string;

beforeAll(async () => {
  redis = await openRedisDoor();
  const minter = await makeMinter();
  const options = { redisUrl: redis.url, jwks: minter.jwks };
  const hurried = (module: string) =>
    replaced(module, /timeoutMs: (1e4|5e3)/g, `timeoutMs: ${DEADLINE_MS}`);
  // Every write that stores its answer; a key is optional where an administrator creates members.
  const runOnce = (module: string) =>
    replaced(
      replaced(
        module,
        /use: "optional",(\s+)mode: "retry",(\s+)ttlSeconds: DAY_SECONDS/,
        'use: "required",$1mode: "once",$2ttlSeconds: DAY_SECONDS',
      ),
      /(creation: \{\s*writes: \{\s*\.\.\.\w+,)/,
      '$1 key: { ...STORED, use: "optional", headers: ["x-order-number"] },',
    );
  retrying = await raiseGateway({ ...options, patch: hurried });
  once = await raiseGateway({ ...options, patch: (module) => runOnce(hurried(module)) });
  token = await minter.mint({ role: "admin" });
});
afterAll(async () => {
  await retrying?.stop();
  await once?.stop();
  await redis?.stop();
});
beforeEach(async () => {
  redis.mode = "pass";
  await Promise.all([retrying.forget(), once.forget(), redis.run("FLUSHALL")]);
});

function write(world: World, key: string, order?: Instruction): Promise<Response> {
  return world.ask("/api/members", {
    method: "POST",
    body: "{}",
    order,
    headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
  });
}
const mark = (answer: Response) => answer.headers.get("idempotency-status");
const runs = async (world: World) => (await world.calls("member")).length;

describe("gateway 12, 18: the deadline", () => {
  test.each<[string, Instruction]>([
    ["no answer", { delayMs: 2_000 }],
    ["an answer without end", { body: "x".repeat(100), hangs: true }],
  ])("%s: 504 in time, outcome unknown, the next try is attempt 2", async (_name, order) => {
    const key = crypto.randomUUID();
    const begun = performance.now();
    const first = await write(retrying, key, order);
    expect(performance.now() - begun).toBeLessThan(DEADLINE_MS + 700);
    expect([first.status, await codeOf(first), mark(first)]).toEqual([
      504,
      "deadline_exceeded",
      "unknown",
    ]);
    expect(mark(await write(retrying, key))).toBe("stored");
    const attempts = (await retrying.calls("member")).map(
      (call) => call.headers["idempotency-attempt"],
    );
    expect(attempts).toEqual(["1", "2"]);
  });

  test("a request without a key gets 504 as well", async () => {
    const answer = await retrying.ask("/api/home", { order: { delayMs: 2_000 } });
    expect([answer.status, await codeOf(answer), mark(answer)]).toEqual([
      504,
      "deadline_exceeded",
      null,
    ]);
  });

  test("gateway 23: a great answer that never ends is cut, and never run again", async () => {
    const key = crypto.randomUUID();
    const first = await write(retrying, key, { bytes: 600 * 1024, hangs: true });
    await expect(first.arrayBuffer()).rejects.toThrow();
    const second = await write(retrying, key);
    expect([second.status, await codeOf(second)]).toEqual([409, "idempotency_response_not_stored"]);
    expect(await runs(retrying)).toBe(1);
  });
});

describe("gateway 15: a row that runs once", () => {
  test.each<[string, Instruction]>([
    ["failed", { status: 500 }],
    ["was late", { delayMs: 2_000 }],
    ["broke", { throws: true }],
    ["broke in its answer", { body: "x".repeat(100), breaks: true }],
  ])("is never run again after it %s", async (_name, order) => {
    const key = crypto.randomUUID();
    expect(mark(await write(once, key, order))).toBe("unknown");
    for (let tries = 0; tries < 2; tries++) {
      const answer = await write(once, key);
      expect([answer.status, mark(answer)]).toEqual([409, "unknown"]);
      expect(answer.headers.get("link")).toBe(
        `</api/idempotency/${encodeURIComponent(key)}>; rel="status"`,
      );
      expect(await codeOf(answer)).toBe("idempotency_outcome_unknown");
    }
    expect(await runs(once)).toBe(1);
  });

  test("nor when its holder crashed", async () => {
    const key = crypto.randomUUID();
    const crashed = write(once, key, { delayMs: 200 });
    await until(async () => (await runs(once)) === 1);
    await redis.endLeases();
    expect((await write(once, key)).status).toBe(409);
    // It was not overtaken, so the holder that was only late still completes.
    expect(mark(await crashed)).toBe("stored");
    expect(mark(await write(once, key))).toBe("replayed");
    expect(await runs(once)).toBe(1);
  });

  test("a refusal, and a claim whose reply was lost, leave the key free", async () => {
    const refused = crypto.randomUUID();
    await write(once, refused, { status: 422 });
    expect(mark(await write(once, refused))).toBe("stored");
    const lost = crypto.randomUUID();
    redis.mode = "lose";
    expect((await write(once, lost)).status).toBe(503);
    redis.mode = "pass";
    await until(async () => ((await redis.run("KEYS", "idem:*:lease")) as string[]).length === 0);
    expect(mark(await write(once, lost))).toBe("stored");
  });
});

describe("gateway 21: a row's own list of headers", () => {
  test("is replayed with the common ones, and on no other row", async () => {
    const order = { headers: { "x-order-number": "7", "x-other": "8", etag: '"9"' } };
    for (const [world, number] of [
      [once, "7"],
      [retrying, null],
    ] as const) {
      const key = crypto.randomUUID();
      await write(world, key, order);
      const { headers } = await write(world, key);
      expect(["x-order-number", "x-other", "etag"].map((name) => headers.get(name))).toEqual([
        number,
        null,
        '"9"',
      ]);
    }
  });
});

describe("gateway 5: a row that requires a key", () => {
  test("is 400 without one, says where that is explained, and runs nothing", async () => {
    const answer = await once.ask("/api/members/mem_x", {
      method: "PATCH",
      body: "{}",
      headers: { authorization: `Bearer ${token}` },
    });
    expect([answer.status, await codeOf(answer)]).toEqual([400, "idempotency_key_missing"]);
    const link = answer.headers.get("link") ?? "";
    expect(link).toMatch(/^<([^>]+)>; rel="describedby"$/);
    const page = await once.ask(/<([^>]+)>/.exec(link)?.[1] ?? "");
    expect(await page.json()).toMatchObject({ code: "idempotency_key_missing" });
    expect(await runs(once)).toBe(0);
  });
});

describe("gateway 15: the status resource", () => {
  const status = async (world: World, key: string, authorization = `Bearer ${token}`) => {
    const path = `/api/idempotency/${encodeURIComponent(key)}`;
    const answer = await world.ask(path, { headers: { authorization } });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  test("tells the key's member what became of it, and nothing of the answer", async () => {
    const key = "a/b %?#é-free:key".replace(/[ é]/g, "");
    expect((await status(once, key)).status).toBe(404);
    const running = write(once, key, { delayMs: 150, body: "secret" });
    await until(async () => (await runs(once)) === 1);
    expect((await status(once, key)).body).toEqual({ state: "running", attempt: 1 });
    await running;
    expect((await status(once, key)).body).toEqual({ state: "done", attempt: 1 });
    const failed = crypto.randomUUID();
    await write(once, failed, { status: 500 });
    expect((await status(once, failed)).body).toEqual({ state: "unknown", attempt: 1 });
  });

  test("a lease that ended unsettled is unknown too", async () => {
    const key = crypto.randomUUID();
    const pending = write(once, key, { delayMs: 600 });
    await until(async () => (await runs(once)) === 1);
    await redis.endLeases();
    expect((await status(once, key)).body).toEqual({ state: "unknown", attempt: 1 });
    await pending;
  });

  test("is nothing to anyone else, and names no key in the log", async () => {
    const key = crypto.randomUUID();
    await write(once, key);
    expect((await once.ask(`/api/idempotency/${key}`)).status).toBe(401);
    const other = await (await makeMinter()).mint();
    expect((await status(once, key, `Bearer ${other}`)).status).toBe(401);
    expect((await status(once, "x".repeat(256))).status).toBe(404);
    expect((await once.ask(`/api/idempotency/${key}`, { method: "DELETE" })).status).toBe(405);
    redis.mode = "refuse";
    expect((await status(once, key)).status).toBe(503);
    expect(once.lines.join("\n")).not.toContain(key);
  });
});
