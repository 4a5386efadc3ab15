/** Parcels by staff and by days that pass, on a real PostgreSQL. */
import { Order } from "@edgemart/contracts/order";
import { AdminOrder } from "@edgemart/contracts/order-administration";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { daysAgo, delivered, letDaysPass, packed, paidOrder, sent } from "./after.ts";
import { type Answer, openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: { id: string; headers: { authorization: string } };
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

const SHIP = { carrier: "cj", trackingNumber: "1234-5678-90" };
const one = (quantity: number, line = 1) => [{ line, quantity }];

async function act(
  orderId: string,
  rest: string,
  body: object = {},
  key?: string,
): Promise<Answer> {
  const headers = { ...staff.headers, "idempotency-key": key ?? crypto.randomUUID() };
  return shop.send("POST", `/api/admin/orders/${orderId}${rest}`, body, headers);
}
const code = ({ status, body }: Answer) => [status, body?.code];

describe("orders 40: a parcel", () => {
  test("is packed, handed over and delivered, each with its event and audit line", async () => {
    const order = await paidOrder(shop);
    const packing = await act(order.id, "/shipments", { lines: one(2), reason: "first box" });
    expect(packing.status).toBe(200);
    const parcel = AdminOrder.parse(packing.body).shipments[0];
    expect(parcel).toMatchObject({ state: "PREPARING", lines: one(2), actions: ["ship", "void"] });
    expect((await order.read()).fulfilment).toBe("preparing");
    const path = `/shipments/${parcel?.id}`;
    expect(code(await act(order.id, `${path}/deliver`))).toEqual([409, "order_state_conflict"]);
    const shipped = await act(order.id, `${path}/ship`, SHIP);
    expect(shipped.status).toBe(200);
    expect((await order.read()).fulfilment).toBe("part_shipped");
    expect(Order.parse(await order.read()).shipments[0]).toMatchObject({
      ...SHIP,
      state: "SHIPPED",
      trackingUrl: "https://trace.cjlogistics.com/next/tracking.html?wblNo=1234-5678-90",
    });
    for (const again of [`${path}/ship`, `${path}/void`]) {
      expect(code(await act(order.id, again, SHIP))[0]).toBe(again.endsWith("void") ? 422 : 409);
    }
    expect(code(await act(order.id, `${path}/void`))).toEqual([409, "order_state_conflict"]);
    await act(order.id, `${path}/deliver`);
    expect((await order.read()).deliveredAt).toBe(null);
    const second = await delivered(shop, order.id);
    const shown = Order.parse(await order.read());
    expect([shown.fulfilment, shown.deliveredAt]).toEqual([
      "delivered",
      shown.shipments.find(({ id }) => id === second)?.deliveredAt,
    ]);
    const audit = await shop.database.query<{ action: string; actor_id: string; changes: object }>(
      "select action, actor_id, changes from orders.audit_event where subject_id = $1 and actor_id = $2 order by id",
      [order.id, staff.id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      "order.parcel_prepared",
      "order.parcel_shipped",
      "order.parcel_delivered",
    ]);
    expect(audit[0]?.changes).toEqual({ reason: "first box", shipmentId: parcel?.id });
    const events = await shop.database.query<{ name: string; actor: string }>(
      "select name, actor from orders.order_event where order_id = $1 and name like 'parcel%' order by version",
      [order.id],
    );
    expect(events.slice(0, 3)).toEqual(
      ["parcel_preparing", "parcel_shipped", "parcel_delivered"].map((name) => ({
        name,
        actor: staff.id,
      })),
    );
  });

  test("is packed of what is paid and sold, and of no more than is left", async () => {
    const order = await paidOrder(shop);
    expect(code(await act(order.id, "/shipments", { lines: one(4) }))).toEqual([
      422,
      "validation_failed",
    ]);
    expect(code(await act(order.id, "/shipments", { lines: one(1, 9) }))[0]).toBe(422);
    expect((await order.cancel({ lines: one(1) })).status).toBe(200);
    await packed(shop, order.id, one(1));
    expect(code(await act(order.id, "/shipments", { lines: one(2) }))).toEqual([
      409,
      "order_state_conflict",
    ]);
    expect((await act(order.id, "/shipments")).status).toBe(200);
    expect(code(await act(order.id, "/shipments"))).toEqual([409, "order_state_conflict"]);
    const unsold = await paidOrder(shop);
    await daysAgo(
      shop,
      `update orders.sales_order set committed = false where id = '${unsold.id}'`,
    );
    expect(code(await act(unsold.id, "/shipments"))).toEqual([409, "order_state_conflict"]);
    expect(code(await act("ord_01k9z3v5e8f0r9t2m4w6y8a1bc", "/shipments"))[0]).toBe(404);
  });

  test("has a known carrier and a number of its form", async () => {
    const order = await paidOrder(shop);
    const id = await packed(shop, order.id);
    for (const body of [
      { carrier: "pigeon", trackingNumber: "123456" },
      { carrier: "cj", trackingNumber: "12345" },
      { carrier: "cj", trackingNumber: "1".repeat(31) },
      { carrier: "cj", trackingNumber: "12 34 56" },
      { carrier: "cj" },
    ]) {
      expect((await act(order.id, `/shipments/${id}/ship`, body)).status).toBe(422);
    }
    expect(
      (
        await shop.database.query(
          "select from orders.shipment where id = $1 and state = 'PREPARING'",
          [id],
        )
      ).length,
    ).toBe(1);
  });

  test("orders 57.19, 57.32: is not cancelled, and keeps the address as it is; unpacked, it gives its units back", async () => {
    const order = await paidOrder(shop);
    const id = await packed(shop, order.id);
    const patch = () => order.ask("PATCH", "", { memo: "door" }, { "if-match": "*" });
    expect(code(await patch())).toEqual([409, "order_state_conflict"]);
    expect(code(await order.cancel())).toEqual([409, "order_state_conflict"]);
    expect((await act(order.id, `/shipments/${id}/void`)).status).toBe(200);
    expect((await patch()).status).toBe(200);
    expect((await order.cancel()).body.status).toBe("CANCELLED");
  });

  test("one key is one parcel; 8 staff at once pack what is there once", async () => {
    const order = await paidOrder(shop);
    const key = crypto.randomUUID();
    const same = await Promise.all(
      Array.from({ length: 8 }, () => act(order.id, "/shipments", { lines: one(1) }, key)),
    );
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await order.read()).shipments).toHaveLength(1);
    expect(code(await act(order.id, "/shipments", { lines: one(2) }, key))).toEqual([
      422,
      "idempotency_key_reused",
    ]);
    const all = await Promise.all(Array.from({ length: 8 }, () => act(order.id, "/shipments")));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect((await order.read()).lines[0].shipped).toBe(3);
  });

  test("orders 57.20: packed while it is cancelled: one wins, the other is 409", async () => {
    for (let n = 0; n < 12; n++) {
      const order = await paidOrder(shop);
      const [packing, cancelling] = await Promise.all([
        act(order.id, "/shipments"),
        order.cancel(),
      ]);
      expect([packing.status, cancelling.status].sort()).toEqual([200, 409]);
      await shop.settle();
      const [row] = await shop.database.query<{ cancelled: number; shipped: number }>(
        "select cancelled, shipped from orders.order_line where order_id = $1",
        [order.id],
      );
      expect([row?.cancelled, row?.shipped]).toEqual(packing.status === 200 ? [0, 3] : [3, 0]);
    }
  });

  test("orders 57.34: is handed over without a fresh password, by staff of now alone", async () => {
    const order = await paidOrder(shop);
    const stale = await shop.staff(true);
    const key = () => ({ "idempotency-key": crypto.randomUUID() });
    const path = `/api/admin/orders/${order.id}/shipments`;
    const done = await shop.send("POST", path, {}, { ...stale.headers, ...key() });
    expect(done.status).toBe(200);
    const { headers } = await shop.member();
    expect((await shop.send("POST", path, {}, { ...headers, ...key() })).status).toBe(403);
    shop.standings.set(stale.id, { role: "member", status: "active" });
    expect((await shop.send("POST", path, {}, { ...stale.headers, ...key() })).status).toBe(403);
    expect((await shop.send("POST", path, {}, staff.headers)).status).toBe(400);
  });
});

describe("orders 40: days that pass", () => {
  test("deliver what was sent 14 days ago, once, and not before", async () => {
    const order = await paidOrder(shop);
    await sent(shop, order.id, one(1));
    await sent(shop, order.id, one(2));
    await letDaysPass(shop, order.id, 13);
    expect((await shop.sweep()).delivered).toBe(0);
    await letDaysPass(shop, order.id, 1);
    const swept = await Promise.all(Array.from({ length: 4 }, () => shop.sweep()));
    expect(swept.reduce((sum, each) => sum + each.delivered, 0)).toBe(2);
    const shown = Order.parse(await order.read());
    expect([shown.fulfilment, shown.deliveredAt !== null]).toEqual(["delivered", true]);
    const events = await shop.database.query<{ data: { shipmentIds: string[] } }>(
      "select data from orders.order_event where order_id = $1 and name = 'parcel_delivered'",
      [order.id],
    );
    expect(events.flatMap(({ data }) => data.shipmentIds).sort()).toEqual(
      shown.shipments.map(({ id }) => id).sort(),
    );
  });

  test("complete it after the 7 days of a change of mind, in bulk, and post its points", async () => {
    const member = await shop.member();
    const orders = [];
    for (let n = 0; n < 3; n++) {
      const order = await paidOrder(shop, undefined, { member });
      await delivered(shop, order.id);
      orders.push(order);
    }
    const [open, , young] = orders;
    await open?.askReturn({ lines: one(1), reason: "defective" });
    for (const order of orders.slice(0, 2)) await letDaysPass(shop, order.id, 8);
    await letDaysPass(shop, young?.id ?? "", 6);
    const swept = await Promise.all(Array.from({ length: 4 }, () => shop.sweep()));
    expect(swept.reduce((sum, each) => sum + each.completed, 0)).toBe(1);
    await shop.settle();
    const states = await Promise.all(orders.map(({ id }) => shop.state(id)));
    expect(states).toEqual(["PAID", "COMPLETED", "PAID"]);
    const earned = orders.map(({ id }) => shop.payment.earned.get(id)?.state);
    expect(earned).toEqual(["pending", "posted", "pending"]);
    expect((await orders[1]?.read())?.closedAt).not.toBe(null);
  });

  test("a return that is asked for while the sweep completes: one of both", async () => {
    for (let n = 0; n < 12; n++) {
      const order = await paidOrder(shop);
      await delivered(shop, order.id);
      await letDaysPass(shop, order.id, 8);
      const [, asked] = await Promise.all([
        shop.sweep(),
        order.askReturn({ lines: one(1), reason: "defective" }),
      ]);
      // The return is possible either way; an order with an open one is never completed by the sweep.
      expect(asked.status).toBe(201);
      const events = await shop.database.query<{ name: string }>(
        "select name from orders.order_event where order_id = $1 and name in ('completed', 'return_requested') order by version",
        [order.id],
      );
      expect([["return_requested"], ["completed", "return_requested"]]).toContainEqual(
        events.map(({ name }) => name),
      );
    }
  });

  test("the rest cancelled after a delivery: the order is delivered by that", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id, one(2));
    expect((await order.read()).deliveredAt).toBe(null);
    const done = await order.cancel({ lines: one(1) });
    expect([done.body.status, done.body.fulfilment, done.body.deliveredAt !== null]).toEqual([
      "PAID",
      "delivered",
      true,
    ]);
  });
});
