import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replaced, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { makeMinter } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

const WORK_MS = 300;
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

/** Sends a keyed write over a bare socket and resets the connection `afterMs` later. */
async function sendAndReset(world: World, key: string, afterMs: number): Promise<void> {
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
  await delay(afterMs);
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

describe("gateway 14: a client that goes away", () => {
  // At 10 ms the claim may be on its way; at 100 ms the Worker behind is at work.
  test.each([10, 100])(
    "%i ms after sending: it runs once and the retry gets its answer",
    async (afterMs) => {
      const key = crypto.randomUUID();
      await kept.forget();
      await sendAndReset(kept, key, afterMs);
      await until(async () => (await kept.calls("member")).length === 1);
      let answer = await retry(kept, key);
      await until(async () => {
        if (answer.status === 409) answer = await retry(kept, key);
        return answer.status !== 409;
      });
      expect([answer.status, await answer.text()]).toEqual([201, order.body]);
      expect(answer.headers.get("idempotent-replayed")).toBe("true");
      expect(await kept.calls("member")).toHaveLength(1);
    },
  );

  test("the control without waitUntil loses the answer", async () => {
    const key = crypto.randomUUID();
    await sendAndReset(control, key, 100);
    await until(async () => (await control.calls("member")).length === 1);
    await delay(WORK_MS + 500);
    const answer = await retry(control, key);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "idempotency_in_progress" });
  });
});
