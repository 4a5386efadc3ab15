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
