/** Faults of other shops after paying, tried here on a real PostgreSQL. @see docs/reported-faults.md */
import { CARRIERS } from "@edgemart/contracts/order-fulfilment";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvedReturn, delivered, type PaidOrder, packed, paidOrder, sent } from "./after.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: { id: string; headers: { authorization: string } };
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

const one = (quantity: unknown, line: unknown = 1) => [{ line, quantity }];
const units = (quantity: number) => [{ line: 1, quantity }];
const act = (orderId: string, rest: string, body: object) =>
  shop.send("POST", `/api/admin/orders/${orderId}${rest}`, body, {
    ...staff.headers,
    "idempotency-key": crypto.randomUUID(),
  });
const back = ({ paymentId }: PaidOrder) => shop.payment.attempts.get(paymentId)?.refundedCard;
const rowsOf = (orderId: string) =>
  shop.database.query(
    `select o.version, (select count(*)::int from orders.change c where c.order_id = o.id) as changes,
            (select count(*)::int from orders.shipment s where s.order_id = o.id) as shipments
       from orders.sales_order o where o.id = $1`,
    [orderId],
  );

describe("reported faults: units", () => {
  const NONE = [0.7, 0, -1, 1.5, 1e9, "2", "1; drop", null, [], {}, true];

  test.each([
    ["cancelled", (order: PaidOrder, lines: unknown) => order.cancel({ lines })],
    [
      "asked back",
      (order: PaidOrder, lines: unknown) => order.askReturn({ lines, reason: "defective" }),
    ],
    ["packed", (order: PaidOrder, lines: unknown) => act(order.id, "/shipments", { lines })],
    [
      "cancelled by staff",
      (order: PaidOrder, lines: unknown) => act(order.id, "/cancel", { lines, reason: "r" }),
    ],
    [
      "asked back by staff",
      (order: PaidOrder, lines: unknown) =>
        act(order.id, "/returns", { lines, reason: "defective" }),
    ],
  ])(
    "%s: a fraction, none, less than none, text or no line at all is 422, and nothing is written",
    async (_what, ask) => {
      const order = await paidOrder(shop);
      await sent(shop, order.id, units(1));
      const before = await rowsOf(order.id);
      const bodies = [
        ...NONE.map((quantity) => one(quantity)),
        ...NONE.map((line) => one(1, line)),
        [],
        null,
        "all",
        [1],
        Array.from({ length: 41 }, () => ({ line: 1, quantity: 1 })),
      ];
      for (const lines of bodies) {
        const { status } = await ask(order, lines);
        expect([JSON.stringify(lines), status]).toEqual([JSON.stringify(lines), 422]);
      }
      expect(await rowsOf(order.id)).toEqual(before);
    },
  );

  test("a line that is named twice is as many units as both say together", async () => {
    const twice = [...units(2), ...units(2)];
    const order = await paidOrder(shop);
    expect((await order.cancel({ lines: twice })).status).toBe(422);
    expect((await act(order.id, "/shipments", { lines: twice })).status).toBe(422);
    await delivered(shop, order.id);
    expect((await order.askReturn({ lines: twice, reason: "defective" })).status).toBe(422);
    expect((await order.read()).lines[0]).toMatchObject({
      cancelled: 0,
      shipped: 3,
      returnable: 3,
    });
  });

  test("a receipt of a fraction, or of less than none, is 422 and refunds nothing", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, units(2), "defective");
    for (const [received, restocked] of [
      [0.7, 0],
      [-1, 0],
      [1, -1],
      [1, 0.5],
      ["1", 0],
      [1, null],
    ]) {
      const body = { lines: [{ line: 1, received, restocked }] };
      expect((await act(order.id, `/returns/${changeId}/receive`, body)).status).toBe(422);
    }
    expect(back(order)).toBe(0);
  });

  test("money by hand is of the order's own currency, whole, and more than none", async () => {
    const order = await paidOrder(shop);
    for (const more of [
      { amountMinor: 0.5 },
      { amountMinor: 0 },
      { amountMinor: -500 },
      { amountMinor: "500" },
      { amountMinor: 2 ** 53 },
      { amountMinor: 500, currency: "USD" },
      { amount: { amountMinor: 500, currency: "USD" } },
    ]) {
      expect((await act(order.id, "/goodwill", { reason: "r", ...more })).status).toBe(422);
    }
    expect(back(order)).toBe(0);
  });
});

describe("reported faults: parcels", () => {
  test("units of a parcel that was unpacked again are not returnable, and are cancelled with the delivery", async () => {
    const order = await paidOrder(shop);
    const id = await packed(shop, order.id);
    expect((await act(order.id, `/shipments/${id}/void`, {})).status).toBe(200);
    const shown = await order.read();
    expect([shown.lines[0].returnable, shown.fulfilment, shown.actions.includes("return")]).toEqual(
      [0, "none", false],
    );
    const asked = await order.askReturn({ lines: units(1), reason: "defective" });
    expect([asked.status, asked.body.code]).toEqual([409, "order_state_conflict"]);
    expect((await order.cancel()).body.status).toBe("CANCELLED");
    expect(back(order)).toBe(39_000);
  });

  test("a cancelled unit holds up neither parcel nor completion of the others", async () => {
    const order = await paidOrder(shop);
    await order.cancel({ lines: units(1) });
    await delivered(shop, order.id);
    const shown = await order.read();
    expect([shown.lines[0].shipped, shown.fulfilment]).toEqual([2, "delivered"]);
    expect((await order.receive()).body.status).toBe("COMPLETED");
  });

  test("part sent, the rest cancelled: the rest's share goes back and the delivery stays paid, until the sent part was faulty", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id, units(1));
    await order.cancel({ lines: units(2) });
    expect([back(order), await shop.state(order.id)]).toEqual([24_000, "PAID"]);
    const again = await order.cancel({ lines: units(1) });
    expect(again.status).toBe(409);
    const changeId = await approvedReturn(shop, order, units(1), "defective");
    const came = { lines: [{ line: 1, received: 1, restocked: 1 }] };
    await act(order.id, `/returns/${changeId}/receive`, came);
    await shop.settle();
    expect(back(order)).toBe(39_000);
    shop.stock.checkLaws();
  });

  test("a parcel's link leads to its carrier, whatever was typed as its number", async () => {
    const order = await paidOrder(shop);
    const id = await packed(shop, order.id);
    const ship = (trackingNumber: string, carrier = "cj") =>
      act(order.id, `/shipments/${id}/ship`, { carrier, trackingNumber });
    for (const number of [
      "javascript:alert(1)",
      "https://evil.example/",
      "//evil.example",
      "1&url=//evil.example",
      '"><script>',
      "12345\n678",
      "１２３４５６",
    ]) {
      expect((await ship(number)).status).toBe(422);
    }
    for (const carrier of ["javascript:alert(1)", "constructor", "__proto__"]) {
      expect((await ship("123456", carrier)).status).toBe(422);
    }
    expect((await ship("123456")).status).toBe(200);
    const [parcel] = (await order.read()).shipments;
    expect(new URL(parcel.trackingUrl).host).toBe(new URL(CARRIERS.cj.track).host);
  });

  test("what an order says of its goods stays, whatever becomes of the product", async () => {
    const level = shop.stock.levels.get("MUG-1");
    if (!level) throw new Error("no mug");
    const order = await paidOrder(shop);
    const before = (await order.read()).lines;
    shop.stock.levels.delete("MUG-1");
    try {
      expect((await order.read()).lines).toEqual(before);
      expect((await order.cancel({ lines: units(1) })).status).toBeLessThan(203);
      expect(back(order)).toBe(12_000);
    } finally {
      Map.prototype.set.call(shop.stock.levels, "MUG-1", level);
    }
  });
});
