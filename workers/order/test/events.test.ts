/** What order tells: each event is a row of the outbox, written with its change, on a real PostgreSQL. @see specs/notifications.md 7 */
import { ORDER_EVENT_DATA, OrderEvent } from "@edgemart/contracts/events/order-events";
import { ORDER_EVENT_QUEUES } from "@edgemart/contracts/events/routes";
import { goldenEvent, shapeOf } from "@edgemart/testkit/golden-event";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  approvedReturn,
  delivered,
  depsIn,
  letDaysPass,
  type PaidOrder,
  paidOrder,
  sent,
} from "./after.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: { id: string; headers: { authorization: string } };
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(async () => {
  // Whatever any test made it tell: ids, codes and amounts, nothing of who buys.
  const rows = await shop.database.query("select body from orders.outbox");
  const all = JSON.stringify(rows);
  const personal = ["Mina", "mina@example.com", "1234-5678", "Sejong", "04524", "because of"];
  expect(personal.filter((each) => all.includes(each))).toEqual([]);
  await shop.close();
});

type Type = keyof typeof ORDER_EVENT_DATA;
const one = (quantity: number) => [{ line: 1, quantity }];
const act = (orderId: string, rest: string, body: object = {}) =>
  shop.send("POST", `/api/admin/orders/${orderId}${rest}`, body, {
    ...staff.headers,
    "idempotency-key": crypto.randomUUID(),
  });

/** Events of an order of a type, oldest first: each in all its queues, and in the shape of its golden one. */
async function told(orderId: string, type: Type): Promise<Record<string, unknown>[]> {
  const rows = await shop.database.query<{ id: string; queue: string; body: unknown }>(
    `select id, queue, body from orders.outbox
      where body ->> 'type' = $2 and body #>> '{aggregate,id}' = $1
      order by (body #>> '{aggregate,sequence}')::int, id`,
    [orderId, type],
  );
  const events = Map.groupBy(rows, ({ id }) => id.split("@")[0] ?? "");
  return [...events].map(([id, copies]) => {
    expect(copies.map(({ queue }) => queue).sort()).toEqual([...ORDER_EVENT_QUEUES[type]].sort());
    expect(copies.map((copy) => copy.id).sort()).toEqual(
      ORDER_EVENT_QUEUES[type].map((queue) => `${id}@${queue}`).sort(),
    );
    const event = OrderEvent.extend({ data: ORDER_EVENT_DATA[type] }).parse(copies[0]?.body);
    expect(event.correlationId).not.toBe("");
    const golden = goldenEvent(type);
    const [shape, meant] = [shapeOf(copies[0]?.body), shapeOf(golden)];
    // A guest's order has no member.
    const asMember = JSON.stringify(shape).replace('"memberId":"object"', '"memberId":"string"');
    expect(JSON.parse(asMember)).toEqual(meant);
    const { memberId: _, ...data } = event.data as Record<string, unknown>;
    return data;
  });
}

/** An order that a guest has placed. */
let guests = 0;
async function placed(client?: string) {
  guests += 1;
  const headers = { "x-internal-client-prefix": client ?? `10.31.${guests}.0/32` };
  const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }] };
  const { body: order } = await shop.send("POST", "/api/orders", body, headers);
  return { id: order.id as string, token: { "x-order-token": order.token as string } };
}
async function awaitingDeposit() {
  const order = await placed();
  const sentBody = { orderId: order.id, instrument: "virtual_account" };
  const { body } = await shop.send("POST", "/api/payments", sentBody, order.token);
  expect(body.status).toBe("AWAITING_DEPOSIT");
  return { ...order, paymentId: body.id as string };
}
/** Says by payment's word that something changed, and looks. */
async function look(order: Pick<PaidOrder, "id">) {
  await shop.database.query(
    `insert into orders.step (subject, order_id, version, name, due_at)
     select id, id, version, 'look', now() from orders.sales_order where id = $1`,
    [order.id],
  );
  await shop.sweep();
}
const reverse = (paymentId: string, isReversed: boolean) => {
  const attempt = shop.payment.attempts.get(paymentId);
  if (attempt) attempt.depositReversed = isReversed;
};
const byDeposit = () => paidOrder(shop, undefined, { pay: { instrument: "virtual_account" } });

describe("notifications 7: what order tells", () => {
  test("order.paid: once, to member's queue and to the one of messages", async () => {
    const order = await paidOrder(shop);
    const lines = [{ sku: "MUG-1", quantity: 3 }];
    expect(await told(order.id, "order.paid")).toMatchObject([
      { orderId: order.id, totalMinor: order.total, lines },
    ]);
  });

  test("order.awaiting_deposit, order.expired: amount and until when; then that none came", async () => {
    const order = await awaitingDeposit();
    const [awaiting] = await told(order.id, "order.awaiting_deposit");
    expect(Date.parse(String(awaiting?.dueAt))).toBeGreaterThan(Date.now());
    await shop.overdue(order.id);
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("EXPIRED");
    expect(await told(order.id, "order.expired")).toEqual([
      { orderId: order.id, awaitedDeposit: true },
    ]);
  });

  test("order.deposit_reversed, order.paid_again: once for each time, and operators are told", async () => {
    const order = await byDeposit();
    for (const turn of [1, 2]) {
      reverse(order.paymentId, true);
      await look(order);
      await look(order);
      expect(await told(order.id, "order.deposit_reversed")).toHaveLength(turn);
      expect(await told(order.id, "order.attention_raised")).toEqual(
        Array(turn).fill({ orderId: order.id, reason: "deposit_reversed" }),
      );
      reverse(order.paymentId, false);
      await look(order);
      await look(order);
      expect(await told(order.id, "order.paid_again")).toHaveLength(turn);
      // Staff decide: the money alone takes no mark away.
      const { body } = await shop.send(
        "GET",
        `/api/admin/orders/${order.id}`,
        undefined,
        staff.headers,
      );
      expect(body.attention).toBe("deposit_reversed");
      await act(order.id, "/clear", { reason: "because of the bank" });
    }
    expect(await told(order.id, "order.paid")).toHaveLength(1);
  });

  test("order.cancelled: by its owner before paying, and while a deposit is awaited", async () => {
    const pending = await placed();
    await shop.send("POST", `/api/guest/orders/${pending.id}/cancel`, {}, pending.token);
    const awaiting = await awaitingDeposit();
    await shop.send("POST", `/api/guest/orders/${awaiting.id}/cancel`, {}, awaiting.token);
    await shop.settle();
    for (const { id } of [pending, awaiting]) {
      expect(await shop.state(id)).toBe("CANCELLED");
      expect(await told(id, "order.cancelled")).toEqual([
        { orderId: id, reason: "cancelled", wasPaid: false },
      ]);
    }
  });

  test("order.cancelled: a paid one, when its last unit goes, by its owner or by staff; then order.refunded", async () => {
    const [own, part, theirs] = [
      await paidOrder(shop),
      await paidOrder(shop),
      await paidOrder(shop),
    ];
    await own.cancel();
    await part.cancel({ lines: one(1) });
    expect(await told(part.id, "order.cancelled")).toEqual([]);
    await part.cancel({ lines: one(2) });
    await act(theirs.id, "/cancel", { reason: "because of stock" });
    await shop.settle();
    for (const { id } of [own, part, theirs]) {
      expect(await told(id, "order.cancelled")).toEqual([
        { orderId: id, reason: "cancelled", wasPaid: true },
      ]);
    }
    expect(await told(own.id, "order.refunded")).toMatchObject([{ cardMinor: own.total }]);
    expect(await told(part.id, "order.refunded")).toHaveLength(2);
  });

  test("order.cancelled: the oldest of three that a fourth takes the place of, and none for a placing that was undone", async () => {
    const client = "10.32.0.1/32";
    const orders = [];
    for (let n = 0; n < 4; n++) orders.push(await placed(client));
    const [first, second] = orders;
    expect(await told(first?.id ?? "", "order.cancelled")).toEqual([
      { orderId: first?.id, reason: "displaced", wasPaid: false },
    ]);
    expect(await told(second?.id ?? "", "order.cancelled")).toEqual([]);
    const body = { ...GUEST, items: [{ sku: "RARE-3", quantity: 2 }] };
    const short = await shop.send("POST", "/api/orders", body, {
      "x-internal-client-prefix": "10.32.0.2/32",
    });
    expect(short.body.code).toBe("stock_insufficient");
    const undone = await shop.database.query(
      `select from orders.outbox b join orders.sales_order o on o.id = b.body #>> '{aggregate,id}' where o.reason = 'sold_out'`,
    );
    expect(undone).toEqual([]);
    await shop.settle();
  });

  test("order.shipped, order.delivered: by staff, and by days alone", async () => {
    const order = await paidOrder(shop);
    const first = await delivered(shop, order.id, one(1));
    const second = await sent(shop, order.id, one(2));
    await letDaysPass(shop, order.id, 15);
    await shop.sweep();
    const both = [first, second].map((shipmentId) => ({ orderId: order.id, shipmentId }));
    expect(await told(order.id, "order.shipped")).toEqual(both);
    expect(await told(order.id, "order.delivered")).toEqual(both);
  });

  test("order.return_changed: each state until the goods have arrived, then order.refunded", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(1), "defective");
    const lines = [{ line: 1, received: 1, restocked: 1 }];
    await act(order.id, `/returns/${changeId}/receive`, { lines });
    const late = await approvedReturn(shop, order, one(1), "defective");
    await letDaysPass(shop, order.id, 31);
    await shop.sweep();
    await shop.settle();
    expect(
      (await told(order.id, "order.return_changed")).map((data) => [data.changeId, data.state]),
    ).toEqual([
      ...["REQUESTED", "APPROVED", "RECEIVED"].map((state) => [changeId, state]),
      ...["REQUESTED", "APPROVED", "WITHDRAWN"].map((state) => [late, state]),
    ]);
    expect(await told(order.id, "order.refunded")).toMatchObject([{ changeId }]);
  });

  test("order.attention_raised: a step that is stuck, a refund that failed or is late, a difference", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(1), "defective");
    shop.payment.refusals.set(order.paymentId, "not_cancelable");
    const lines = [{ line: 1, received: 1, restocked: 1 }];
    await act(order.id, `/returns/${changeId}/receive`, { lines });
    await letDaysPass(shop, order.id, 8);
    await shop.sweep();
    await depsIn(shop).comparison.mark([order.id], "order_without_money");
    shop.payment.refusals.delete(order.paymentId);
    const stuck = await paidOrder(shop);
    await look(stuck);
    const found = await depsIn(shop).orders.find(stuck.id);
    if (!found) throw new Error("no such order");
    await shop.database.query(
      "insert into orders.step (subject, order_id, version, name, due_at, tries) values ($1, $1, $2, 'look', now(), 10)",
      [stuck.id, found.version],
    );
    const step = { subject: stuck.id, orderId: stuck.id, version: found.version, tries: 10 };
    const held = { order: found, step: { ...step, name: "look" as const, args: {} } };
    await depsIn(shop).orders.settle(held, { kind: "again", error: "unavailable" });
    const reasons = async (id: string) =>
      (await told(id, "order.attention_raised")).map(({ reason }) => reason);
    expect(await reasons(order.id)).toEqual([
      "refund_failed",
      "return_overdue",
      "order_without_money",
    ]);
    expect(await reasons(stuck.id)).toEqual(["step_stuck"]);
  });

  test("every type is told by a test here", async () => {
    const types = await shop.database.query<{ type: string }>(
      "select distinct body ->> 'type' as type from orders.outbox order by 1",
    );
    expect(types.map(({ type }) => type)).toEqual(Object.keys(ORDER_EVENT_DATA).sort());
  });
});
