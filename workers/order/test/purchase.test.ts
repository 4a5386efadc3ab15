/** A purchase from quote to paid, on a real PostgreSQL. */
import { Order, PlacedOrder, Quote } from "@edgemart/contracts/order";
import { Payment } from "@edgemart/contracts/payment";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

/** A guest with an address of their own, so that limits of one do not touch another. */
let guests = 0;
function guest() {
  guests += 1;
  return { "x-internal-client-prefix": `10.0.${guests >> 8}.${guests & 255}/32` };
}

describe("orders 12: a quote", () => {
  test("prices lines, delivery and total, and writes nothing", async () => {
    const answer = await shop.send("POST", "/api/orders/quote", {
      items: [{ sku: "MUG-1", quantity: 2 }],
      postcode: "63100",
    });
    expect(answer.status).toBe(200);
    const quote = Quote.parse(answer.body);
    expect(quote.total.amountMinor).toBe(24_000 + 3_000 + 3_000);
    expect(quote.problem).toBe(null);
    expect(await shop.database.query("select from orders.sales_order")).toHaveLength(0);
  });
});

describe("orders 31: a purchase", () => {
  test("of a guest goes from placed to paid, and its stock is sold", async () => {
    const headers = guest();
    const placed = await shop.send(
      "POST",
      "/api/orders",
      { ...GUEST, items: [{ sku: "MUG-1", quantity: 2, price: 12_000 }], expectedTotal: 27_000 },
      headers,
    );
    expect(placed.status).toBe(201);
    const order = PlacedOrder.parse(placed.body);
    expect(order.status).toBe("PENDING");
    expect(order.number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    const token = { "x-order-token": order.token ?? "" };

    const paying = await shop.send("POST", "/api/payments", { orderId: order.id }, token);
    expect(paying.status).toBe(201);
    const payment = Payment.parse(paying.body);
    expect(payment).toMatchObject({ status: "READY", next: { type: "redirect" } });
    expect(await shop.state(order.id)).toBe("PAYING");

    const body = { paymentKey: "key-1", amount: 27_000, orderId: payment.id };
    const verified = await shop.send("POST", `/api/payments/${payment.id}/verify`, body, token);
    expect(verified.status).toBe(200);
    expect(Payment.parse(verified.body).status).toBe("PAID");
    await shop.settle();

    const read = await shop.send("GET", `/api/guest/orders/${order.id}`, undefined, token);
    expect(read.status).toBe(200);
    const paid = Order.parse(read.body);
    expect(paid).toMatchObject({
      status: "PAID",
      card: { amountMinor: 27_000 },
      vat: { amountMinor: 2_455 },
    });
    expect(shop.stock.levels.get("MUG-1")?.onHand).toBe(998);
    expect(shop.payment.charges.get(payment.id)).toBe(1);
    expect(await shop.steps()).toEqual([]);
    const sent = await shop.database.query<{ queue: string; body: { type: string } }>(
      "select queue, body from orders.outbox order by queue",
    );
    expect(sent.map(({ queue, body: { type } }) => [queue, type])).toEqual([
      ["edgemart-member", "order.paid"],
      ["edgemart-notify", "order.paid"],
    ]);
  });

  test("of a member by points alone is paid at once, and by card it earns", async () => {
    const { id, headers } = await shop.member();
    shop.payment.points.set(id, { available: 20_000, held: 0 });
    const items = [{ sku: "MUG-1", quantity: 1 }];
    const { contact: _none, ...address } = GUEST;
    const placed = await shop.send("POST", "/api/orders", { ...address, items }, headers);
    const order = PlacedOrder.parse(placed.body);
    expect(order).toMatchObject({ memberId: id, contact: { email: "mina@example.com" } });
    expect(order.token).toBe(undefined);
    const body = { orderId: order.id, paymentMethod: "POINT" };
    const paying = await shop.send("POST", "/api/payments", body, headers);
    expect([paying.status, paying.body.status]).toEqual([201, "PAID"]);
    expect(shop.payment.points.get(id)).toEqual({ available: 5_000, held: 0 });
    await shop.settle();
    expect(shop.payment.earned.get(order.id)).toBe(undefined);

    const second = await shop.send("POST", "/api/orders", { ...address, items }, headers);
    const mixed = { orderId: second.body.id, paymentMethod: "MIXED", pointUsed: 3_000 };
    const opened = await shop.send("POST", "/api/payments", mixed, headers);
    expect(opened.status).toBe(201);
    const pay = opened.body.id;
    const verify = { paymentKey: "key-2", amount: 12_000 };
    await shop.send("POST", `/api/payments/${pay}/verify`, verify, headers);
    await shop.settle();
    // 12 000 of goods and 3 000 of delivery share 3 000 points: 2 400 and 600.
    expect(shop.payment.earned.get(second.body.id)).toMatchObject({ n: 1, amount: 96 });
  });

  test("orders 57.22: a total of 0 is paid without the gateway", async () => {
    await shop.database.query(
      "insert into orders.shipping_method (id, name_ko, name_en, currency, fee_minor, position) values ('none', '-', '-', 'KRW', 0, 9)",
    );
    const placed = await shop.send(
      "POST",
      "/api/orders",
      { ...GUEST, items: [{ sku: "FREE-4", quantity: 1 }], shippingMethod: "none" },
      guest(),
    );
    const token = { "x-order-token": placed.body.token };
    const paying = await shop.send("POST", "/api/payments", { orderId: placed.body.id }, token);
    expect([paying.status, paying.body.status]).toEqual([201, "PAID"]);
    await shop.settle();
    expect(await shop.state(placed.body.id)).toBe("PAID");
  });

  test("payments 4, 43.1: another amount or order is refused before the gateway is asked", async () => {
    const items = [{ sku: "MUG-1", quantity: 1 }];
    const placed = await shop.send("POST", "/api/orders", { ...GUEST, items }, guest());
    const token = { "x-order-token": placed.body.token };
    const paying = await shop.send("POST", "/api/payments", { orderId: placed.body.id }, token);
    const path = `/api/payments/${paying.body.id}/verify`;
    for (const body of [
      { paymentKey: "k", amount: 14_999 },
      { paymentKey: "k", amount: 15_000, orderId: "pay_other" },
      { paymentKey: "k" },
    ]) {
      const answer = await shop.send("POST", path, body);
      expect([answer.status, answer.body.code]).toEqual([422, "payment_amount_mismatch"]);
    }
    const card = { cardDetails: { cardNumber: "5500000000000004", cvv: "123" } };
    expect((await shop.send("POST", path, card)).body.code).toBe("card_data_refused");
    expect(shop.payment.charges.get(paying.body.id)).toBe(undefined);
    // Anyone who brings the key completes the purchase, and gets the status alone.
    const verified = await shop.send("POST", path, { paymentKey: "k", amount: 15_000 });
    expect(verified.body).toEqual({ id: paying.body.id, status: "PAID" });
  });

  test("payments 4: `confirm` is the other name of verify: asked under both at once, one charge", async () => {
    const items = [{ sku: "MUG-1", quantity: 1 }];
    const placed = await shop.send("POST", "/api/orders", { ...GUEST, items }, guest());
    const token = { "x-order-token": placed.body.token };
    const paying = await shop.send("POST", "/api/payments", { orderId: placed.body.id }, token);
    const body = { paymentKey: "k", amount: 15_000 };
    const asked = ["confirm", "verify", "confirm"].map((name) =>
      shop.send("POST", `/api/payments/${paying.body.id}/${name}`, body, token),
    );
    for (const { status } of await Promise.all(asked)) expect([200, 202]).toContain(status);
    const done = await shop.send("POST", `/api/payments/${paying.body.id}/confirm`, body, token);
    expect([done.status, done.body.status]).toEqual([200, "PAID"]);
    expect(shop.payment.charges.get(paying.body.id)).toBe(1);
  });

  test("payments 6, 43.28: a test card pays at once, and its number is in no row", async () => {
    const items = [{ sku: "MUG-1", quantity: 1 }];
    const placed = await shop.send("POST", "/api/orders", { ...GUEST, items }, guest());
    const token = { "x-order-token": placed.body.token };
    const paying = await shop.send("POST", "/api/payments", { orderId: placed.body.id }, token);
    const card = { cardDetails: { cardNumber: "4242424242424242" } };
    const paid = await shop.send("POST", `/api/payments/${paying.body.id}/verify`, card, token);
    expect([paid.status, paid.body.status]).toEqual([200, "PAID"]);
    await shop.settle();
    const tables = ["sales_order", "order_event", "step", "attempt", "outbox"];
    for (const table of tables) {
      const rows = await shop.database.query(`select to_jsonb(t) as row from orders.${table} t`);
      expect(JSON.stringify(rows).includes("4242424242424242")).toBe(false);
    }
  });
});

describe("orders 63: statements of a purchase", () => {
  test("are order's own 2 to place by terms read before, 3 to begin and 3 to be paid; a repeat of the confirm 1", async () => {
    const own = vi.spyOn(globalThis, "fetch");
    const statements = async (work: () => ReturnType<Shop["send"]>) => {
      own.mockClear();
      const answer = await work();
      const sent = own.mock.calls.filter(([input]) => String(input).endsWith("/sql")).length;
      return { answer, sent };
    };
    try {
      const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }] };
      const placing = await statements(() => shop.send("POST", "/api/orders", body, guest()));
      const order = placing.answer.body;
      const token = { "x-order-token": order.token };
      const begin = await statements(() =>
        shop.send("POST", "/api/payments", { orderId: order.id }, token),
      );
      const path = `/api/payments/${begin.answer.body.id}/verify`;
      const verify = { paymentKey: "key", amount: 15_000 };
      const confirm = await statements(() => shop.send("POST", path, verify));
      await shop.settle();
      const again = await statements(() => shop.send("POST", path, verify));
      expect([placing.sent, begin.sent, again.sent]).toEqual([2, 3, 1]);
      // Selling the stock and noting the sent event go on after the answer, next to it.
      expect(confirm.sent).toBeGreaterThanOrEqual(3);
      expect(confirm.sent).toBeLessThanOrEqual(6);
    } finally {
      own.mockRestore();
    }
  });
});
