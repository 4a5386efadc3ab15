/** One tick of the clock has an allowance of calls: what is left over waits for the next one, and nothing is done twice. */
import { continueTrace } from "@edgemart/worker-kit/trace";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { CALLS_MAX } from "../src/verbs/sweep.ts";
import { tick } from "../src/verbs/tick.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

const ORDERS = 30;
const ITEMS = { items: [{ sku: "MUG-1", quantity: 1 }] };

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

/** Places an order and begins to pay it, each from an address prefix of its own. */
async function paying(n: number): Promise<string> {
  const headers = { "x-internal-client-prefix": `10.9.${n}.0/32` };
  const placed = await shop.send("POST", "/api/orders", { ...GUEST, ...ITEMS }, headers);
  const token = { "x-order-token": placed.body.token };
  const begun = await shop.send("POST", "/api/payments", { orderId: placed.body.id }, token);
  expect([placed.status, begun.status]).toEqual([201, 201]);
  return placed.body.id;
}

/** Six sweeps, without waiting between them. @returns the calls to other Workers that it made */
async function oneTick(): Promise<string[]> {
  shop.calls.length = 0;
  const requestId = crypto.randomUUID();
  const call = { requestId, traceparent: continueTrace(null), deadline: Date.now() + 57_000 };
  const deps = depsOf(readOrderConfig(shop.env), { requestId, later: () => undefined });
  await tick(deps, call, async () => true);
  return [...shop.calls];
}

describe("orders 28, 29: one tick, its six sweeps together", () => {
  test(`of ${ORDERS} attempts that are over, makes at most ${CALLS_MAX} calls itself, and ends each once`, async () => {
    expect(CALLS_MAX).toBe(24);
    const ids = await Promise.all(Array.from({ length: ORDERS }, (_, n) => paying(n)));
    for (const id of ids) {
      await shop.age(id, 61);
      await shop.overdue(id);
    }
    const ended = async () =>
      (await Promise.all(ids.map((id) => shop.state(id)))).filter((state) => state === "EXPIRED");
    const made: string[] = [];
    let ticks = 0;
    for (; (await ended()).length < ORDERS && ticks < ORDERS; ticks++) {
      const before = (await ended()).length;
      const calls = await oneTick();
      expect(calls.length).toBeLessThanOrEqual(CALLS_MAX);
      expect((await ended()).length).toBeGreaterThan(before);
      made.push(...calls);
    }
    expect(ticks).toBeGreaterThan(1);
    expect(made.filter((name) => name === "abandon")).toHaveLength(ORDERS);
    expect(made.filter((name) => name === "release")).toHaveLength(ORDERS);
  });
});
