/** Faults of other shops up to paying, tried here on a real PostgreSQL. @see docs/reported-faults.md */
import { newId } from "@edgemart/worker-kit/ids";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consume } from "../src/verbs/consume.ts";
import { depsIn } from "./after.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

let guests = 0;
function guest() {
  guests += 1;
  return { "x-internal-client-prefix": `10.15.${guests >> 8}.${guests & 255}/32` };
}
const ITEMS = { items: [{ sku: "MUG-1", quantity: 2 }] };

async function placed(more: object = {}) {
  const answer = await shop.send("POST", "/api/orders", { ...GUEST, ...ITEMS, ...more }, guest());
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  const token = { "x-order-token": answer.body.token as string };
  const id = answer.body.id as string;
  const pay = (more: object = {}, headers: Record<string, string> = {}) =>
    shop.send("POST", "/api/payments", { orderId: id, ...more }, { ...token, ...headers });
  return { id, token, total: answer.body.total.amountMinor as number, pay };
}
const verify = (paymentId: string, amount: number, headers: Record<string, string> = {}) =>
  shop.send("POST", `/api/payments/${paymentId}/verify`, { paymentKey: "key", amount }, headers);

/** A message that a payment of an order changed, as payment sends it. */
async function deliver(orderId: string, paymentId: string, more: object = {}) {
  const body = {
    ...{ id: newId("event"), type: "payment.changed", version: 1, source: "payment" },
    ...{ occurredAt: new Date().toISOString(), correlationId: "test" },
    aggregate: { type: "payment", id: paymentId, sequence: 2 },
    data: { purpose: "order", reference: orderId, paymentId, state: "PAID", ...more },
  };
  const message = { id: newId("event"), body, attempts: 1, ack: () => {}, retry: () => {} };
  const traceparent = continueTrace(null);
  const call = { requestId: "test", traceparent, deadline: Date.now() + 20_000 };
  await consume(depsIn(shop), "edgemart-order", [message], call);
}
const confirmations = async (orderId: string) =>
  (
    await shop.database.query<{ type: string }>(
      "select body ->> 'type' as type from orders.outbox where queue = 'edgemart-member' and body #>> '{aggregate,id}' = $1 and body ->> 'type' like 'order.paid%'",
      [orderId],
    )
  ).map(({ type }) => type);

describe("reported faults: paying", () => {
  test("two tabs pay by two means: the older tab's return charges nothing, and the newer one's once", async () => {
    const order = await placed();
    const older = await order.pay();
    const newer = await order.pay({ instrument: "easy_pay" });
    expect([older.status, newer.status]).toEqual([201, 201]);
    const late = await verify(older.body.id, order.total);
    expect([late.status, late.body.code]).toEqual([409, "payment_expired"]);
    const paid = await verify(newer.body.id, order.total);
    expect([paid.status, paid.body.status]).toEqual([200, "PAID"]);
    await shop.settle();
    const charged = [older, newer].map(({ body }) => shop.payment.charges.get(body.id) ?? 0);
    expect(charged).toEqual([0, 1]);
  });

  test("the return, reloaded, and the message at the same moment confirm one purchase once", async () => {
    const order = await placed();
    const { body: payment } = await order.pay();
    await Promise.all([
      ...Array.from({ length: 6 }, () => verify(payment.id, order.total)),
      ...Array.from({ length: 6 }, () => deliver(order.id, payment.id)),
    ]);
    await shop.settle();
    await deliver(order.id, payment.id);
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    expect(await confirmations(order.id)).toEqual(["order.paid"]);
  });

  test("the message of a refund confirms nothing again", async () => {
    const order = await placed();
    const { body: payment } = await order.pay();
    await verify(payment.id, order.total);
    await shop.settle();
    const part = { lines: [{ line: 1, quantity: 1 }] };
    const done = await shop.send("POST", `/api/guest/orders/${order.id}/cancel`, part, order.token);
    const refundId = (
      await shop.database.query<{ id: string }>(
        "select refund_id as id from orders.change where id = $1",
        [done.body.changes[0].id],
      )
    )[0]?.id;
    for (const state of ["DONE", "REFUSED", "PAID"]) {
      await deliver(order.id, payment.id, { state, ...(state !== "PAID" && { refundId }) });
    }
    await shop.settle();
    expect(await confirmations(order.id)).toEqual(["order.paid"]);
    expect(await shop.state(order.id)).toBe("PAID");
    expect(shop.payment.attempts.get(payment.id)?.refundedCard).toBe(12_000);
  });

  test("signing in between placing and paying loses no order of the guest's", async () => {
    const order = await placed();
    const { headers } = await shop.member();
    const { status, body: payment } = await order.pay({}, headers);
    expect(status).toBe(201);
    expect((await verify(payment.id, order.total, headers)).body.status).toBe("PAID");
    const both = { ...order.token, ...headers };
    const read = await shop.send("GET", `/api/guest/orders/${order.id}`, undefined, both);
    expect([read.status, read.body.status, read.body.memberId]).toEqual([200, "PAID", null]);
    const own = await shop.send("GET", "/api/orders", undefined, headers);
    expect(own.body.items).toEqual([]);
  });

  test("a paid order is not given up for one that names it", async () => {
    const order = await placed();
    const { body: payment } = await order.pay();
    await verify(payment.id, order.total);
    await shop.settle();
    const body = { ...GUEST, ...ITEMS, replaces: order.id };
    const next = await shop.send("POST", "/api/orders", body, { ...guest(), ...order.token });
    expect(next.status).toBe(201);
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    shop.stock.checkLaws();
  });
});

/** Texts that hide, break out, or cannot be stored. */
const HOSTILE = ["a\0b", "a\ud800b", "a\r\nBcc: x@example.com", "a\u202eb", "a\u2028b"];

describe("reported faults: what shoppers write", () => {
  test.each([
    ["the orderer's name", (text: string) => ({ contact: { ...GUEST.contact, name: text } })],
    ["the e-mail", (text: string) => ({ contact: { ...GUEST.contact, email: `${text}@x.kr` } })],
    ["the telephone number", (text: string) => ({ contact: { ...GUEST.contact, phone: text } })],
    [
      "the recipient",
      (text: string) => ({ shippingAddress: { ...GUEST.shippingAddress, recipient: text } }),
    ],
    [
      "the street",
      (text: string) => ({ shippingAddress: { ...GUEST.shippingAddress, line1: text } }),
    ],
    [
      "the rest",
      (text: string) => ({ shippingAddress: { ...GUEST.shippingAddress, line2: text } }),
    ],
    ["the memo", (text: string) => ({ memo: text })],
    ["the delivery method", (text: string) => ({ shippingMethod: text })],
    ["the SKU", (text: string) => ({ items: [{ sku: text, quantity: 1 }] })],
    ["the coupon", (text: string) => ({ couponCode: text })],
  ])(
    "%s takes no line break, no sign that turns text, and nothing that cannot be stored",
    async (_of, more) => {
      for (const text of HOSTILE) {
        const body = { ...GUEST, ...ITEMS, ...more(text) };
        const answer = await shop.send("POST", "/api/orders", body, guest());
        expect([text, answer.status]).toEqual([text, 422]);
      }
    },
  );

  test("markup, formulas and quotes are text: they come back as they were written", async () => {
    const { token, id } = await placed({
      contact: { ...GUEST.contact, name: "=HYPERLINK(1)" },
      shippingAddress: { ...GUEST.shippingAddress, recipient: "<script>alert(1)</script>" },
      memo: "'; drop table orders.sales_order; --",
    });
    const { body } = await shop.send("GET", `/api/guest/orders/${id}`, undefined, token);
    expect([body.contact.name, body.shippingAddress.recipient, body.memo]).toEqual([
      "=HYPERLINK(1)",
      "<script>alert(1)</script>",
      "'; drop table orders.sales_order; --",
    ]);
  });
});
