/** `order.paid` on its way to member's queue, on a real PostgreSQL. */
import { Envelope } from "@edgemart/contracts/events/envelope";
import { ORDER_EVENT_DATA } from "@edgemart/contracts/events/order-events";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());
beforeEach(async () => {
  shop.queue.isDown = false;
  shop.queue.isNotifyDown = false;
  shop.queue.sent.length = 0;
  await shop.database.query("truncate orders.outbox");
});

/** Buys as a member. @returns the order's id and the member's */
async function buy() {
  const { id: memberId, headers } = await shop.member();
  const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 2 }] };
  const placed = await shop.send("POST", "/api/orders", body, headers);
  const orderId = placed.body.id as string;
  const begun = await shop.send("POST", "/api/payments", { orderId }, headers);
  const { id, cardAmount } = begun.body;
  const path = `/api/payments/${id}/verify`;
  const verified = await shop.send("POST", path, { paymentKey: "key", amount: cardAmount });
  expect(verified.status).toBe(200);
  await shop.settle();
  return { orderId, memberId };
}
const rows = () =>
  shop.database.query<{ is_sent: boolean; tries: number }>(
    "select sent_at is not null as is_sent, tries from orders.outbox where queue = 'edgemart-member'",
  );
/** Lets the waits of unsent events be over, then sweeps. */
async function sweepLater() {
  await shop.database.query(
    "update orders.outbox set created_at = created_at - interval '1 minute', due_at = null",
  );
  return shop.sweep();
}

describe("orders 30, notifications 3: order.paid", () => {
  test("is sent after the commit, once, with the lines that were bought", async () => {
    const { orderId, memberId } = await buy();
    expect(shop.queue.sent).toHaveLength(1);
    const event = Envelope.parse(shop.queue.sent[0]);
    expect(event).toMatchObject({ type: "order.paid", source: "order", version: 1 });
    expect(event.aggregate).toMatchObject({ type: "order", id: orderId });
    expect(ORDER_EVENT_DATA["order.paid"].parse(event.data)).toMatchObject({
      orderId,
      memberId,
      lines: [{ sku: "MUG-1", quantity: 2 }],
    });
    expect(await rows()).toEqual([{ is_sent: true, tries: 0 }]);
    expect((await sweepLater()).sent).toBe(0);
    expect(shop.queue.sent).toHaveLength(1);
  });

  test("is sent by the sweep when the queue was unavailable; the purchase is not held up", async () => {
    shop.queue.isDown = true;
    const { orderId } = await buy();
    expect(await shop.state(orderId)).toBe("PAID");
    expect(await rows()).toEqual([{ is_sent: false, tries: 0 }]);
    expect((await sweepLater()).sent).toBe(1);
    expect(await rows()).toEqual([{ is_sent: false, tries: 1 }]);
    // Not again before its wait is over.
    expect((await shop.sweep()).sent).toBe(0);
    shop.queue.isDown = false;
    expect((await sweepLater()).sent).toBe(1);
    expect(shop.queue.sent).toHaveLength(1);
    expect(await rows()).toEqual([{ is_sent: true, tries: 2 }]);
  });
});

describe("orders 56: while every queue is unavailable", () => {
  const dead = {
    async send() {
      throw new Error("the queue is unavailable");
    },
    async sendBatch() {
      throw new Error("the queue is unavailable");
    },
  };

  test("quote, place, pay, cancel and read work as ever; what was to be said waits in the outbox and follows", async () => {
    const queues = { MEMBER_QUEUE: dead, NOTIFY_QUEUE: dead, STEPS_QUEUE: dead };
    const before = { ...shop.env };
    Object.assign(shop.env, queues);
    // The configuration is read once: the queues it has must fail too.
    shop.queue.isDown = true;
    shop.queue.isNotifyDown = true;
    const { headers } = await shop.member();
    const items = [{ sku: "MUG-1", quantity: 2 }];
    expect((await shop.send("POST", "/api/orders/quote", { items }, headers)).status).toBe(200);
    const bought = async () => {
      const placed = await shop.send("POST", "/api/orders", { ...GUEST, items }, headers);
      const orderId = placed.body.id as string;
      const begun = await shop.send("POST", "/api/payments", { orderId }, headers);
      const sent = { paymentKey: "key", amount: begun.body.cardAmount };
      const path = `/api/payments/${begun.body.id}/verify`;
      const verified = await shop.send("POST", path, sent, headers);
      expect([placed.status, begun.status, verified.status]).toEqual([201, 201, 200]);
      await shop.settle();
      return orderId;
    };
    const [kept, cancelled] = [await bought(), await bought()];
    const path = `/api/orders/${cancelled}`;
    expect((await shop.send("POST", `${path}/cancel`, {}, headers)).status).toBe(200);
    expect((await shop.send("GET", path, undefined, headers)).body.status).toBe("CANCELLED");
    expect(await shop.state(kept)).toBe("PAID");
    // Both carts are lessened later, and every message is still there.
    expect(await rows()).toEqual([
      { is_sent: false, tries: 0 },
      { is_sent: false, tries: 0 },
    ]);
    const [{ unsent } = { unsent: -1 }] = await shop.database.query<{ unsent: number }>(
      "select count(*)::int as unsent from orders.outbox where sent_at is null",
    );
    // `order.paid` twice in two queues, `order.cancelled` and `order.refunded`.
    expect(unsent).toBe(6);
    for (const name of Object.keys(queues)) Reflect.deleteProperty(shop.env, name);
    Object.assign(shop.env, before);
    shop.queue.isDown = false;
    shop.queue.isNotifyDown = false;
    await sweepLater();
    expect(shop.queue.sent).toHaveLength(2);
    expect((await rows()).every(({ is_sent }) => is_sent)).toBe(true);
  });
});
