/** Reasons for people to look at an order: what stops its goods, and what is left of two reasons, on a real PostgreSQL. */
import { ATTENTIONS } from "@edgemart/contracts/order-administration";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ATTENTION_TERMS, stopsGoods } from "../src/core/attention.ts";
import type { Held } from "../src/core/rows.ts";
import {
  approvedReturn,
  delivered,
  depsIn,
  letDaysPass,
  type PaidOrder,
  packed,
  paidOrder,
  STAFF,
} from "./after.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: { id: string; headers: { authorization: string } };
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

const BECAUSE = { reason: "looked at" };
const act = (orderId: string, rest: string, body: object = {}) =>
  shop.send("POST", `/api/admin/orders/${orderId}${rest}`, body, {
    ...staff.headers,
    "idempotency-key": crypto.randomUUID(),
  });
const shown = async (orderId: string) =>
  (await shop.send("GET", `/api/admin/orders/${orderId}`, undefined, staff.headers)).body;
const markOf = async (orderId: string) => (await shown(orderId)).attention as string | null;
const raised = async (orderId: string) =>
  (
    await shop.database.query<{ reason: string }>(
      "select data ->> 'reason' as reason from orders.order_event where order_id = $1 and name = 'attention_raised' order by version",
      [orderId],
    )
  ).map(({ reason }) => reason);
const differs = (orderId: string) => depsIn(shop).comparison.mark([orderId], "order_without_money");

/** Gives an order a step that has failed so often, taken by the caller. */
async function failing(order: PaidOrder, tries: number): Promise<Held> {
  await shop.database.query(
    `insert into orders.step (subject, order_id, version, name, due_at, tries)
     select id, id, version, 'look', now(), $2 from orders.sales_order where id = $1
     on conflict (subject) do update set tries = excluded.tries`,
    [order.id, tries],
  );
  const found = await depsIn(shop).orders.find(order.id);
  if (!found) throw new Error("no such order");
  const step = { subject: order.id, orderId: order.id, version: found.version, name: "look" };
  return { order: found, step: { ...step, name: "look", tries, args: {} } };
}
const again = (held: Held) =>
  depsIn(shop).orders.settle(held, { kind: "again", error: "unavailable" });

describe("orders 41: which reason stays where two meet", () => {
  test("the table has every reason, and the database the same table", async () => {
    expect(Object.keys(ATTENTION_TERMS).sort()).toEqual([...ATTENTIONS].sort());
    const reasons = Object.keys(ATTENTION_TERMS);
    const rows = await shop.database.query<{ reason: string; stops: boolean }>(
      `select reason, orders.stops_goods(reason) as stops from unnest($1::text[]) as reason
        order by orders.attention_rank(reason) desc`,
      [reasons],
    );
    expect(rows).toEqual(
      reasons.map((reason) => ({ reason, stops: stopsGoods({ attention: reason }) })),
    );
    const [none] = await shop.database.query<{ stops: boolean }>(
      "select orders.stops_goods(null) as stops",
    );
    expect([none?.stops, stopsGoods({ attention: null })]).toEqual([false, false]);
  });

  test("of all pairs the more important one, in either order", async () => {
    const reasons = Object.keys(ATTENTION_TERMS);
    const pairs = reasons.flatMap((present, at) =>
      reasons.map((later, of) => ({ present, later, stays: at <= of ? present : later })),
    );
    const rows = await shop.database.query(
      `select p.present, p.later, orders.more_important(p.present, p.later) as stays
         from jsonb_to_recordset($1::jsonb) as p(present text, later text)`,
      [JSON.stringify(pairs)],
    );
    expect(rows).toEqual(pairs);
  });

  test("a step that is stuck does not take the place of money that is missing; it is an event, once", async () => {
    const order = await paidOrder(shop);
    expect(await differs(order.id)).toBe(1);
    const held = await failing(order, 10);
    for (let n = 0; n < 3; n++) await again(held);
    expect(await markOf(order.id)).toBe("order_without_money");
    expect(await raised(order.id)).toEqual(["order_without_money", "step_stuck"]);
    // Once the mark is cleared, what is still stuck shows.
    expect((await act(order.id, "/clear", BECAUSE)).status).toBe(200);
    await again(held);
    expect(await markOf(order.id)).toBe("step_stuck");
    // What staff have decided is not raised again by the next comparison.
    expect(await differs(order.id)).toBe(0);
    await shop.database.query("delete from orders.step where subject = $1", [order.id]);
  });

  test("money that is missing takes the place of a step that is stuck", async () => {
    const order = await paidOrder(shop);
    await again(await failing(order, 10));
    expect(await markOf(order.id)).toBe("step_stuck");
    expect(await differs(order.id)).toBe(1);
    expect(await markOf(order.id)).toBe("order_without_money");
    expect(await raised(order.id)).toEqual(["step_stuck", "order_without_money"]);
    await shop.database.query("delete from orders.step where subject = $1", [order.id]);
  });

  test("raised at the same moment, 20 times: the more important one stays and both are told", async () => {
    for (let n = 0; n < 20; n++) {
      const order = await paidOrder(shop);
      const held = await failing(order, 10);
      await Promise.all([again(held), differs(order.id)]);
      await shop.database.query("delete from orders.step where subject = $1", [order.id]);
      expect([await markOf(order.id), (await raised(order.id)).sort()]).toEqual([
        "order_without_money",
        ["order_without_money", "step_stuck"],
      ]);
    }
  });

  test("a refund that failed, or is late, does not take its place either", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, [{ line: 1, quantity: 1 }], "defective");
    expect(await differs(order.id)).toBe(1);
    shop.payment.refusals.set(order.paymentId, "not_cancelable");
    const lines = [{ line: 1, received: 1, restocked: 1 }];
    expect((await act(order.id, `/returns/${changeId}/receive`, { lines })).status).toBe(200);
    await letDaysPass(shop, order.id, 9);
    await shop.sweep();
    const page = await shown(order.id);
    expect([page.attention, page.changes[0].state]).toEqual(["order_without_money", "FAILED"]);
    expect(await raised(order.id)).toEqual(["order_without_money", "return_overdue"]);
    shop.payment.refusals.delete(order.paymentId);
  });
});

describe("payments 37: an order without money", () => {
  test("is not packed, given nothing and not completed until a person has decided", async () => {
    const order = await paidOrder(shop);
    await differs(order.id);
    expect((await shown(order.id)).actions).toEqual(["cancel", "cancel_part", "clear"]);
    for (const [path, body] of [
      ["/shipments", {}],
      ["/goodwill", { amountMinor: 100, ...BECAUSE }],
    ] as const) {
      const refused = await act(order.id, path, body);
      expect([refused.status, refused.body.code]).toEqual([409, "order_state_conflict"]);
    }
    expect((await act(order.id, "/clear", BECAUSE)).status).toBe(200);
    expect((await act(order.id, "/shipments")).status).toBe(200);
  });

  test("what is packed is not handed over, and may be unpacked", async () => {
    const order = await paidOrder(shop);
    const shipmentId = await packed(shop, order.id);
    await differs(order.id);
    expect((await shown(order.id)).shipments[0].actions).toEqual(["void"]);
    const sent = { carrier: "post", trackingNumber: "123456" };
    const refused = await act(order.id, `/shipments/${shipmentId}/ship`, sent);
    expect([refused.status, refused.body.code]).toEqual([409, "order_state_conflict"]);
    expect((await act(order.id, `/shipments/${shipmentId}/void`)).status).toBe(200);
  });

  test("what has arrived is not completed, by its owner's word or by days", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    await differs(order.id);
    expect((await order.read()).actions).not.toContain("receive");
    expect((await order.receive()).status).toBe(409);
    await letDaysPass(shop, order.id, 9);
    await shop.sweep();
    expect(await shop.state(order.id)).toBe("PAID");
    await act(order.id, "/clear", BECAUSE);
    await shop.sweep();
    expect(await shop.state(order.id)).toBe("COMPLETED");
  });

  test("may be cancelled; the refund that payment refuses stays visible", async () => {
    const order = await paidOrder(shop);
    await differs(order.id);
    shop.payment.refusals.set(order.paymentId, "not_paid");
    expect((await act(order.id, "/cancel", BECAUSE)).status).toBe(200);
    const page = await shown(order.id);
    expect([page.status, page.attention, page.money]).toEqual([
      "CANCELLED",
      "order_without_money",
      "refund_failed",
    ]);
    expect((await depsIn(shop).parcels.prepare(order.id, null, STAFF)).kind).toBe("conflict");
    shop.payment.refusals.delete(order.paymentId);
  });

  test("a mark set at the same moment as a parcel is packed: one of the two comes first", async () => {
    for (let n = 0; n < 10; n++) {
      const order = await paidOrder(shop);
      const [done] = await Promise.all([
        depsIn(shop).parcels.prepare(order.id, null, STAFF),
        differs(order.id),
      ]);
      expect(await markOf(order.id)).toBe("order_without_money");
      const { shipments } = await shown(order.id);
      expect(shipments).toHaveLength(done.kind === "done" ? 1 : 0);
      // Packed before the mark: it still does not leave.
      for (const { id } of shipments) {
        const move = { to: "SHIPPED", carrier: "cj", trackingNumber: "123456789012" } as const;
        const left = await depsIn(shop).parcels.move(
          { orderId: order.id, shipmentId: id },
          move,
          STAFF,
        );
        expect(left.kind).toBe("conflict");
      }
    }
  });
});
