import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replaced, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { makeMinter } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

const WORK_MS = 500;
let redis: RedisDoor;
let kept: World;
let control: World;
let token: string;

beforeAll(async () => {
  redis = await openRedisDoor();
  const minter = await makeMinter();
  const options = { redisUrl: redis.url, jwks: minter.jwks };
  kept = await raiseGateway(options);
  control = await raiseGateway({
    ...options,
    patch: (module) =>
      replaced(module, /c\.executionCtx\.waitUntil\(work\.then\(settled, settled\)\);/, ""),
  });
  token = await minter.mint({ role: "admin" });
  for (const world of [kept, control]) await world.ask("/health");
});
afterAll(async () => {
  await kept?.stop();
  await control?.stop();
  await redis?.stop();
});

const order = { delayMs: WORK_MS, status: 201, body: "the one answer" };

/** Sends a keyed write over a bare socket and resets the connection when `reached` is over. */
async function sendAndReset(
  world: World,
  key: string,
  reached: () => Promise<unknown>,
): Promise<void> {
  const socket = connect(world.port, "127.0.0.1");
  socket.on("error", () => undefined);
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const lines = [
    "POST /api/members HTTP/1.1",
    "Host: gateway",
    `Authorization: Bearer ${token}`,
    `Idempotency-Key: ${key}`,
    `X-Do: ${encodeURIComponent(JSON.stringify(order))}`,
    "Content-Type: application/json",
    "Content-Length: 2",
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n{}`);
  await reached();
  socket.resetAndDestroy();
}

function retry(world: World, key: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": key };
  return world.ask("/api/members", {
    method: "POST",
    body: "{}",
    order,
    headers: { ...headers, "content-type": "application/json" },
  });
}

/** The answer of a retry, tried until nothing is in progress. */
async function settledRetry(world: World, key: string): Promise<Response> {
  let answer = await retry(world, key);
  await until(async () => {
    if (answer.status === 409) answer = await retry(world, key);
    return answer.status !== 409;
  });
  return answer;
}

const claimed = () => until(async () => redis.commands.length > 0);
const working = (world: World) => () =>
  until(async () => (await world.calls("member")).length === 1);

describe("gateway 14: a client that goes away", () => {
  beforeEach(async () => {
    await Promise.all([kept.forget(), control.forget()]);
    redis.commands.length = 0;
  });

  test.each([
    ["while its key is claimed", () => claimed()],
    ["while the Worker behind is at work", () => working(kept)()],
  ])("%s: it runs once and the retry gets its answer", async (_name, reached) => {
    const key = crypto.randomUUID();
    await sendAndReset(kept, key, reached);
    await working(kept)();
    const answer = await settledRetry(kept, key);
    expect([answer.status, await answer.text()]).toEqual([201, order.body]);
    expect(answer.headers.get("idempotent-replayed")).toBe("true");
    expect(await kept.calls("member")).toHaveLength(1);
  });

  test("10 ms after sending: it runs once, and what was begun is replayed", async () => {
    const key = crypto.randomUUID();
    await sendAndReset(kept, key, () => delay(10));
    await delay(WORK_MS / 2);
    // On a busy machine the reset may overtake the request itself: then the retry is the first to run.
    const begun = redis.commands.length > 0;
    const answer = await settledRetry(kept, key);
    expect([answer.status, await answer.text()]).toEqual([201, order.body]);
    expect(answer.headers.get("idempotency-status")).toBe(begun ? "replayed" : "stored");
    expect(await kept.calls("member")).toHaveLength(1);
  });

  test("the control without waitUntil loses the answer", async () => {
    const key = crypto.randomUUID();
    await sendAndReset(control, key, working(control));
    await delay(WORK_MS + 500);
    const answer = await retry(control, key);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "idempotency_in_progress" });
  });
});
