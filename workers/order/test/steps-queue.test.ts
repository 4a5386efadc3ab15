/** Steps that a tick may not do itself go through the queue of steps, on a real PostgreSQL. */
import { continueTrace } from "@edgemart/worker-kit/trace";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { doSteps } from "../src/verbs/do-steps.ts";
import { CALLS_MAX, sweep } from "../src/verbs/sweep.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
const queue = { isDown: false, sent: [] as { subject: string; stamp: string }[][] };
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());
beforeEach(async () => {
  await shop.database.query("delete from orders.step");
  queue.isDown = false;
  queue.sent = [];
  shop.calls.length = 0;
});

const call = () => ({
  requestId: "test",
  traceparent: continueTrace(null),
  deadline: Date.now() + 60_000,
});
/** What one invocation is given: a tick, or the delivery of one message. */
function invocation() {
  const env = {
    ...shop.env,
    STEPS_QUEUE: {
      async sendBatch(messages: Iterable<{ body: never }>) {
        if (queue.isDown) throw new Error("the queue is unavailable");
        queue.sent.push(...Array.from(messages, ({ body }) => body));
      },
    },
  };
  return depsOf(readOrderConfig(env), { requestId: "test", later: () => undefined });
}
let batch = 0;
/** Orders that ended unpaid, each with a hold to be given up. */
async function owe(orders: number) {
  batch += 1;
  await shop.database.query(`
    set session_replication_role = replica;
    insert into orders.sales_order (id, number, email, email_norm, orderer_name, locale, state, currency, items_minor, discount_minor,
        shipping_minor, total_minor, shipping_method, recipient, country, postcode, line1, client_digest, hold_id)
    select 'ord_${batch}_' || n, '${batch}-' || n, 'e', 'e', 'n', 'ko', 'EXPIRED', 'KRW', 0, 0, 0, 0, 'standard', 'r', 'KR', '04524', 'l', 'd',
           'hld_${batch}_' || n from generate_series(1, ${orders}) n;
    insert into orders.order_line (order_id, line, sku, product_id, title_ko, title_en, unit_minor, quantity, discount_minor)
    select id, 1, 'MUG-1', 'p', 't', 't', 0, 1, 0 from orders.sales_order where id like 'ord_${batch}_%';
    insert into orders.step (subject, order_id, version, name, due_at)
    select id, id, 1, 'release', clock_timestamp() from orders.sales_order where id like 'ord_${batch}_%';
    reset session_replication_role`);
}
const released = () => shop.calls.filter((name) => name === "release").length;

describe("orders 29: a tick makes at most 24 calls, the rest goes to the queue", () => {
  test("67: 1 000 due orders: one sweep gives all it may not do, each is done once, messages twice and out of order too", async () => {
    await owe(1_000);
    const deps = invocation();
    const swept = await sweep(deps, call());
    const own = released();
    expect(own).toBeGreaterThan(0);
    expect(deps.callsMade()).toBeLessThanOrEqual(CALLS_MAX);
    expect([swept.driven, swept.handed]).toEqual([own, 1_000 - own]);
    expect(queue.sent.every((steps) => steps.length <= 5)).toBe(true);
    // While they are the queue's no sweep gives them again: 10 000 are given by 10 sweeps, which is two minutes.
    expect((await sweep(deps, call())).handed).toBe(0);
    const messages = [...queue.sent, ...queue.sent].reverse();
    let done = 0;
    for (const body of messages) {
      const consumer = invocation();
      done += await doSteps(consumer, body, call());
      expect(consumer.callsMade()).toBeLessThanOrEqual(28);
    }
    expect([done, released()]).toEqual([1_000 - own, 1_000]);
    expect(await shop.steps()).toEqual([]);
  });

  test("orders 57.30: a lost message costs the time of its lease; one that comes after it does nothing", async () => {
    await owe(40);
    await sweep(invocation(), call());
    const lost = queue.sent;
    expect(lost.length).toBeGreaterThan(0);
    await shop.settle();
    expect(released()).toBe(40);
    for (const body of lost) expect(await doSteps(invocation(), body, call())).toBe(0);
    expect(released()).toBe(40);
  });

  test("56: while the queue is unavailable the sweeps do everything", async () => {
    queue.isDown = true;
    await owe(40);
    await sweep(invocation(), call());
    await shop.settle();
    expect([released(), await shop.steps()]).toEqual([40, []]);
  });

  test.each([null, {}, [], [{ subject: 1 }], [{ subject: "x", stamp: "2026-01-01" }]])(
    "%j is no message of it, and does nothing",
    async (body) => expect(await doSteps(invocation(), body, call())).toBe(0),
  );
});
