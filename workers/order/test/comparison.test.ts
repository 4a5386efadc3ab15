/** Orders against what payment calls paid, and against their own laws, on a real PostgreSQL. */
import { continueTrace } from "@edgemart/worker-kit/trace";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { comparePayments } from "../src/verbs/compare-payments.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

let guests = 0;
async function placed(more: object = {}) {
  guests += 1;
  const headers = { "x-internal-client-prefix": `10.13.0.${guests}/32` };
  const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 2 }], ...more };
  const { body: order } = await shop.send("POST", "/api/orders", body, headers);
  const token = { "x-order-token": order.token as string };
  const paying = await shop.send("POST", "/api/payments", { orderId: order.id }, token);
  return { id: order.id as string, payment: paying.body, token };
}
async function paid(more: object = {}) {
  const order = await placed(more);
  const body = { paymentKey: "key", amount: order.payment.cardAmount };
  await shop.send("POST", `/api/payments/${order.payment.id}/verify`, body);
  await shop.settle();
  return order;
}
const deps = () => depsOf(readOrderConfig(shop.env), { requestId: "test", later: () => undefined });
/** As if the clock struck in ten minutes: what was paid just now is older than T. */
const compare = () => {
  const at = new Date(Date.now() + 600_000);
  return comparePayments(deps(), at, {
    requestId: "test",
    traceparent: continueTrace(null),
    deadline: Date.now() + 20_000,
  });
};
const marks = () =>
  shop.database.query(
    "select id, attention from orders.sales_order where attention is not null order by id",
  );

describe("payments 37: our half of the books", () => {
  test("a quiet day has no difference, with refunds, orders under way and ended ones too", async () => {
    const part = await paid();
    const path = `/api/guest/orders/${part.id}/cancel`;
    await shop.send("POST", path, { lines: [{ line: 1, quantity: 1 }] }, part.token);
    const all = await paid();
    await shop.send("POST", `/api/guest/orders/${all.id}/cancel`, {}, all.token);
    await paid();
    await placed();
    const found = await compare();
    expect([found.withoutMoney, found.withoutOrder, found.unknown, found.isComplete]).toEqual([
      0,
      0,
      0,
      true,
    ]);
    expect(found.orders).toBeGreaterThanOrEqual(2);
    expect(await marks()).toEqual([]);
  });

  test("a planted row of each kind is found, marked once, and told to operators by its event", async () => {
    const [bare, rich, lost] = [await paid(), await placed(), await paid()];
    const attempt = (id: string) => {
      const found = shop.payment.attempts.get(id);
      if (!found) throw new Error("no such attempt");
      return found;
    };
    // Paid here alone; paid there alone, its order ended; money for what is no order.
    attempt(bare.payment.id).state = "EXPIRED";
    attempt(rich.payment.id).state = "PAID";
    attempt(lost.payment.id).reference = "ord_01k9z3v5e8f0r9t2m4w6y8a1bc";
    await shop.database.query(
      `begin; set local session_replication_role = replica;
       update orders.sales_order set state = 'EXPIRED', deadline_at = null where id = '${rich.id}';
       delete from orders.step where order_id = '${rich.id}'; commit`,
    );
    const found = await compare();
    expect([found.withoutMoney, found.withoutOrder, found.unknown]).toEqual([1, 1, 1]);
    const expected = [
      { id: bare.id, attention: "order_without_money" },
      { id: rich.id, attention: "money_without_order" },
    ];
    expect(await marks()).toEqual(expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const again = await compare();
    expect([again.withoutMoney, again.withoutOrder]).toEqual([0, 0]);
    const events = await shop.database.query(
      "select data from orders.order_event where name = 'attention_raised' and order_id = $1",
      [bare.id],
    );
    expect(events).toEqual([{ data: { reason: "order_without_money" } }]);
  });

  test("what is given back entirely, or still under way, is no difference", async () => {
    const order = await placed();
    const attempt = shop.payment.attempts.get(order.payment.id);
    if (attempt) attempt.state = "PAID";
    const before = (await marks()).length;
    await compare();
    expect((await marks()).length).toBe(before);
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
  });
});

describe("orders 16, 60: the laws that orders' own rows show", () => {
  const broken = async () => (await deps().comparison.brokenLaws()).map(({ law }) => law).sort();

  test("hold after purchases, cancellations and coupons", async () => {
    await shop.database.query(
      "insert into orders.coupon (code, name_ko, name_en, kind, value, currency) values ('LAWFUL', 'ㄱ', 'L', 'percent', 10, 'KRW')",
    );
    await paid({ couponCode: "LAWFUL" });
    const gone = await placed({ couponCode: "LAWFUL" });
    await shop.send("POST", `/api/guest/orders/${gone.id}/cancel`, {}, gone.token);
    await shop.settle();
    expect(await broken()).toEqual([]);
  });

  test.each([
    [
      "cancelled_units_have_changes",
      "update orders.order_line set cancelled = 1 where order_id = $1",
    ],
    ["shipped_units_have_parcels", "update orders.order_line set shipped = 1 where order_id = $1"],
    [
      "parts_add_up",
      "update orders.order_line set card_minor = card_minor + 100000 where order_id = $1",
    ],
    ["paid_stock_is_sold", "update orders.sales_order set committed = false where id = $1"],
    [
      "refunded_at_most_paid",
      "insert into orders.change (id, order_id, kind, state, n, refund_id, card_minor) values ('chg_' || $1, $1, 'goodwill', 'DONE', 9, 'rfd_' || $1, 99999999)",
    ],
    [
      "open_money_has_its_step",
      "insert into orders.change (id, order_id, kind, state, n, refund_id) values ('chg_' || $1, $1, 'goodwill', 'OPEN', 9, 'rfd_' || $1)",
    ],
    [
      "uses_are_counted",
      "update orders.coupon set uses = uses + 1 where code = 'LAWFUL' and $1 <> ''",
    ],
  ])("%s: a planted row is found", async (law, plant) => {
    const order = await paid();
    await shop.database.query(
      `begin; set local session_replication_role = replica; ${plant.replaceAll("$1", `'${order.id}'`)}; commit`,
    );
    expect(await broken()).toContain(law);
  });
});
