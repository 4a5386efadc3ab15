/** What the database itself refuses of parcels and changes, and how many statements an act is, on a real PostgreSQL. */
import { mayMove, statesOf } from "@edgemart/contracts/transitions";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { approvedReturn, daysAgo, delivered, depsIn, packed, paidOrder } from "./after.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

const one = (quantity: number) => [{ line: 1, quantity }];

describe("orders 22: a parcel and a return move as the table says", () => {
  test.each(["shipment", "return"] as const)("all pairs of states of a %s", async (machine) => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(1), "defective");
    const [table, id] =
      machine === "shipment"
        ? ["shipment", (await order.read()).shipments[0].id as string]
        : ["change", changeId];
    const states: string[] = [...statesOf(machine)];
    for (const from of states) {
      for (const to of states) {
        await daysAgo(shop, `update orders.${table} set state = '${from}' where id = '${id}'`);
        const moved = await shop.database
          .query(`update orders.${table} set state = $1, version = version + 1 where id = $2`, [
            to,
            id,
          ])
          .then(
            () => true,
            () => false,
          );
        // A row may be written without a move: its state stays, and its version grows.
        expect([from, to, moved]).toEqual([from, to, from === to || mayMove(machine, from, to)]);
      }
    }
    const forgotten = shop.database.query(
      `update orders.${table} set state = state where id = $1`,
      [id],
    );
    await expect(forgotten).rejects.toThrow(/goes from version/);
  });
});

describe("orders 67: many orders whose days are over", () => {
  test("1 000 are completed by 4 sweeps of 250 and 4 at once, none twice", async () => {
    const { id } = await paidOrder(shop);
    await delivered(shop, id);
    await daysAgo(
      shop,
      `insert into orders.sales_order
       select (jsonb_populate_record(o, jsonb_build_object('id', 'ord_bulk_' || n, 'number', 'BULK-' || n, 'hold_id', 'hld_bulk_' || n,
                'payment_id', 'pay_bulk_' || n, 'delivered_at', clock_timestamp() - interval '9 days'))).*
         from orders.sales_order o, generate_series(1, 1000) as n where o.id = '${id}'`,
    );
    const passes = () => depsIn(shop).parcels.passDays(250);
    const first = await Promise.all([passes(), passes(), passes(), passes()]);
    let completed = first.reduce((sum, each) => sum + each.completed, 0);
    for (let n = 0; n < 4; n++) completed += (await passes()).completed;
    expect(completed).toBe(1_000);
    const [row] = await shop.database.query(
      "select count(*)::int as events from orders.order_event where order_id like 'ord_bulk_%' and name = 'completed'",
    );
    expect(row).toEqual({ events: 1_000 });
  });
});

describe("orders 63: statements of what follows paying", () => {
  test("an owner's act reads the order and writes once; with payment shown it asks nothing more", async () => {
    const own = vi.spyOn(globalThis, "fetch");
    const statements = async (work: () => Promise<{ status: number }>) => {
      own.mockClear();
      const { status } = await work();
      // What an act tells of is sent after the answer, and that it was is noted then.
      const isAfter = (body: unknown) => String(body).includes("set sent_at = now()");
      const sent = own.mock.calls.filter(
        ([input, init]) => String(input).endsWith("/sql") && !isAfter(init?.body),
      );
      return [status, sent.length];
    };
    try {
      const order = await paidOrder(shop);
      const staff = await shop.staff();
      const act = (rest: string, body: object = {}) =>
        shop.send("POST", `/api/admin/orders/${order.id}${rest}`, body, {
          ...staff.headers,
          "idempotency-key": crypto.randomUUID(),
        });
      // Recall of the key, the order, the act, and the order as staff see it.
      expect(await statements(() => act("/shipments"))).toEqual([200, 4]);
      const id = (await order.read()).shipments[0].id as string;
      const SHIP = { carrier: "cj", trackingNumber: "123456" };
      expect(await statements(() => act(`/shipments/${id}/ship`, SHIP))).toEqual([200, 4]);
      expect(await statements(() => act(`/shipments/${id}/deliver`))).toEqual([200, 4]);
      const asking = { lines: one(1), reason: "defective" };
      expect(await statements(() => order.askReturn(asking))).toEqual([201, 2]);
      const changeId = (await order.read()).changes[0].id as string;
      expect(await statements(() => act(`/returns/${changeId}/approve`))).toEqual([200, 4]);
      const arrived = { lines: [{ line: 1, received: 1, restocked: 1 }] };
      // Besides: REFUNDING, the sealed account, DONE, and the order after it.
      expect(await statements(() => act(`/returns/${changeId}/receive`, arrived))).toEqual([
        200, 8,
      ]);
      // A guest's order has no points to post.
      expect(await statements(() => order.receive())).toEqual([200, 2]);
      expect(await statements(() => order.receive())).toEqual([200, 3]);
    } finally {
      own.mockRestore();
    }
  });

  test("the days of a sweep are one statement, whatever is due", async () => {
    for (let n = 0; n < 5; n++) {
      const order = await paidOrder(shop, [{ sku: "MUG-1", quantity: 1 }]);
      await delivered(shop, order.id);
    }
    await packed(shop, (await paidOrder(shop)).id);
    await daysAgo(
      shop,
      "update orders.sales_order set delivered_at = delivered_at - interval '9 days'",
    );
    const own = vi.spyOn(globalThis, "fetch");
    try {
      const idle = await shop.sweep();
      const first = own.mock.calls.filter(([input]) => String(input).endsWith("/sql")).length;
      expect(idle.completed).toBeGreaterThanOrEqual(5);
      own.mockClear();
      await shop.sweep();
      const second = own.mock.calls.filter(([input]) => String(input).endsWith("/sql")).length;
      expect(first).toBe(second);
    } finally {
      own.mockRestore();
    }
  });
});
