/** What is refused, and that nothing is written then. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

const mug = (more: object = {}, item: object = {}) => ({
  ...GUEST,
  items: [{ sku: "MUG-1", quantity: 1, ...item }],
  ...more,
});
const rows = () => shop.database.query("select from orders.sales_order");

describe("orders 1–7, 57.5, 57.6, 57.8, 57.9, 57.33: placing is refused", () => {
  test.each([
    ["57.6: -1 of it", mug({}, { quantity: -1 }), 422, "validation_failed"],
    ["57.6: none of it", mug({}, { quantity: 0 }), 422, "validation_failed"],
    ["57.6: half of it", mug({}, { quantity: 1.5 }), 422, "validation_failed"],
    ["57.6: a milliard", mug({}, { quantity: 1e9 }), 422, "validation_failed"],
    ["57.6: a text", mug({}, { quantity: "2" }), 422, "validation_failed"],
    ["57.5: its own price", mug({}, { price: 1 }), 409, "price_changed"],
    ["orders 3: a fraction as price", mug({}, { price: 29.99 }), 422, "validation_failed"],
    ["orders 3: another total", mug({ expectedTotal: 12_000 }), 409, "price_changed"],
    ["57.5: a total of its own", mug({ total: 1 }), 422, "validation_failed"],
    ["57.5: a member's id", mug({ memberId: "mem_1" }), 422, "validation_failed"],
    ["57.5: a state", mug({ state: "PAID" }), 422, "validation_failed"],
    ["orders 4: a SKU that is gone", mug({}, { sku: "NO-SUCH" }), 409, "item_unavailable"],
    [
      "57.9: two currencies",
      mug({
        items: [
          { sku: "MUG-1", quantity: 1 },
          { sku: "USD-5", quantity: 1 },
        ],
      }),
      422,
      "currency_mixed",
    ],
    [
      "orders 6: a currency without delivery",
      mug({}, { sku: "USD-5" }),
      422,
      "shipping_unavailable",
    ],
    ["orders 6: an unknown method", mug({ shippingMethod: "drone" }), 422, "shipping_unavailable"],
    [
      "57.8: 60 and 60 of one SKU",
      mug({
        items: [
          { sku: "MUG-1", quantity: 60 },
          { sku: "MUG-1", quantity: 60 },
        ],
      }),
      422,
      "validation_failed",
    ],
    ["orders 7: an unknown coupon", mug({ couponCode: "NOT-THERE" }), 422, "coupon_invalid"],
    ["57.33: two lines as memo", mug({ memo: "one\r\ntwo" }), 422, "validation_failed"],
    ["57.33: a sign that turns text round", mug({ memo: "a\u202eb" }), 422, "validation_failed"],
    ["orders 2: a guest without contact", mug({ contact: undefined }), 422, "validation_failed"],
    [
      "orders 1: another country",
      mug({
        shippingAddress: {
          recipient: "Mina",
          phone: "010-1234-5678",
          country: "JP",
          postcode: "100-0001",
          line1: "Chiyoda 1",
          city: "Tokyo",
        },
      }),
      422,
      "shipping_unavailable",
    ],
  ])("%s", async (_name, body, status, code) => {
    const before = (await rows()).length;
    const answer = await shop.send("POST", "/api/orders", body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await rows()).length).toBe(before);
    if (status === 409) expect(answer.headers.get("idempotency-outcome")).toBe("not-executed");
  });

  test("orders 57.7: 40 × 99 of the dearest is too large, and no sum overflows", async () => {
    for (let n = 0; n < 40; n++) {
      shop.stock.levels.set(`DEAR-${n}`, {
        onHand: 99,
        priceMinor: 1_000_000_000,
        currency: "KRW",
      });
    }
    const items = Array.from({ length: 40 }, (_, n) => ({ sku: `DEAR-${n}`, quantity: 99 }));
    const answer = await shop.send("POST", "/api/orders", { ...GUEST, items });
    expect([answer.status, answer.body.code]).toEqual([422, "order_too_large"]);
  });

  test("orders 57.8: one SKU twice, 30 and 30 of 40, is short and names what is left", async () => {
    shop.stock.levels.set("FORTY", { onHand: 40, priceMinor: 100, currency: "KRW" });
    const items = [
      { sku: "FORTY", quantity: 30 },
      { sku: "FORTY", quantity: 30 },
    ];
    const answer = await shop.send("POST", "/api/orders", { ...GUEST, items });
    expect([answer.status, answer.body.code]).toEqual([409, "stock_insufficient"]);
    expect(answer.body.errors).toEqual([
      { path: "items.FORTY", code: "stock_insufficient", message: "40 left" },
    ]);
  });

  test("orders 57.10: a price that rises before placing is refused, after placing it stays", async () => {
    const level = shop.stock.levels.get("LAMP-2");
    if (!level) throw new Error("no lamp");
    const placed = await shop.send(
      "POST",
      "/api/orders",
      mug({}, { sku: "LAMP-2", price: 30_000 }),
    );
    level.priceMinor = 31_000;
    const risen = await shop.send("POST", "/api/orders", mug({}, { sku: "LAMP-2", price: 30_000 }));
    expect([risen.status, risen.body.code]).toEqual([409, "price_changed"]);
    const token = { "x-order-token": placed.body.token };
    const paying = await shop.send("POST", "/api/payments", { orderId: placed.body.id }, token);
    expect(paying.body.amount.amountMinor).toBe(33_000);
  });

  test("orders 2: the source system's address is taken", async () => {
    const shippingAddress = { street: "Sejong-daero 110", city: "Seoul", zipCode: "04524" };
    const placed = await shop.send("POST", "/api/orders", mug({ shippingAddress }));
    expect(placed.status).toBe(201);
    expect(placed.body.shippingAddress).toMatchObject({
      country: "KR",
      line1: "Seoul Sejong-daero 110",
      recipient: "Mina Kim",
    });
  });

  test("orders 7: a coupon's minimum says how much is missing", async () => {
    await shop.database.query(
      `insert into orders.coupon (code, name_ko, name_en, kind, value, currency, minimum_minor)
       values ('BIG-ONE', '-', '-', 'amount', 500, 'KRW', 20000)`,
    );
    const answer = await shop.send("POST", "/api/orders", mug({ couponCode: "BIG-ONE" }));
    expect([answer.status, answer.body.code]).toEqual([422, "coupon_minimum"]);
    expect(answer.body.detail).toContain("8000 KRW");
  });
});

describe("orders 45, 46, 57.23, 57.24: another's order", () => {
  test("is 404 for members and guests, with the same bytes as an unknown one", async () => {
    const owner = await shop.member();
    const stranger = await shop.member();
    const { contact: _none, ...body } = mug();
    const placed = await shop.send("POST", "/api/orders", body, owner.headers);
    const asGuest = await shop.send("POST", "/api/orders", mug());
    const token = asGuest.body.token as string;
    const bit = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
    const id = placed.body.id as string;
    const unknown = "ord_01k9z3v5e8f0r9t2m4w6y8a1bc";
    const read = (path: string, headers: Record<string, string>) =>
      shop.send("GET", path, undefined, headers);
    const bytes = ({ status, body: { code, title } }: Awaited<ReturnType<typeof read>>) => [
      status,
      code,
      title,
    ];
    const missing = bytes(await read(`/api/orders/${unknown}`, stranger.headers));
    expect(missing[0]).toBe(404);
    for (const [path, headers] of [
      [`/api/orders/${id}`, stranger.headers],
      [`/api/guest/orders/${id}`, { "x-order-token": token }],
      [`/api/orders/${asGuest.body.id}`, { ...owner.headers, "x-order-token": token }],
      [`/api/guest/orders/${asGuest.body.id}`, { "x-order-token": bit }],
      [`/api/guest/orders/${asGuest.body.id}`, {}],
      [`/api/guest/orders/${asGuest.body.id}`, { "x-order-token": "ot1.x" }],
    ] as [string, Record<string, string>][]) {
      expect(bytes(await read(path, headers))).toEqual(missing);
    }
    const pay = await shop.send("POST", "/api/payments", { orderId: id }, stranger.headers);
    expect(pay.status).toBe(404);
    expect((await read(`/api/orders/${id}`, owner.headers)).status).toBe(200);
    expect(
      (await read(`/api/guest/orders/${asGuest.body.id}`, { "x-order-token": token })).status,
    ).toBe(200);
    expect((await read(`/api/orders/${id}`, {})).status).toBe(401);
  });

  test("payments 2: points of a guest, in another sum, or below the least are refused", async () => {
    const placed = await shop.send("POST", "/api/orders", mug());
    const token = { "x-order-token": placed.body.token };
    for (const [more, code] of [
      [{ paymentMethod: "MIXED", pointUsed: 1_000 }, "payment_amount_mismatch"],
      [{ cardAmount: 14_000 }, "payment_amount_mismatch"],
      [{ amount: 14_000 }, "payment_amount_mismatch"],
      [{ paymentMethod: "CARD", pointUsed: 15_000 }, "payment_amount_mismatch"],
      [{ cardAmount: { amountMinor: 15_000, currency: "USD" } }, "payment_amount_mismatch"],
      [{ pointUsed: -1 }, "validation_failed"],
    ] as const) {
      const body = { orderId: placed.body.id, ...more };
      const answer = await shop.send("POST", "/api/payments", body, token);
      expect([answer.status, answer.body.code]).toEqual([422, code]);
    }
    expect(await shop.state(placed.body.id)).toBe("PENDING");
  });
});

describe("orders 13, 22: the database itself refuses", () => {
  const role = async (text: string) => {
    const id = (await shop.send("POST", "/api/orders", mug())).body.id;
    return shop.database
      .query(text.replaceAll("$id", `'${id}'`))
      .catch((thrown) => thrown.constraint ?? thrown.message);
  };
  test.each([
    [
      "an illegal jump",
      "update orders.sales_order set state = 'COMPLETED', version = version + 1 where id = $id",
      "move_known",
    ],
    [
      "a forgotten version",
      "update orders.sales_order set memo = 'x' where id = $id",
      "move_by_one_version",
    ],
    [
      "a missing event",
      "update orders.sales_order set memo = 'x', version = version + 1 where id = $id",
      "move_has_event",
    ],
    [
      "orders 13: another total",
      "update orders.sales_order set items_minor = items_minor + 1, total_minor = total_minor + 1, version = version + 1 where id = $id",
      "amounts_stay",
    ],
    [
      "orders 13: another price of a line",
      "update orders.order_line set unit_minor = 1 where order_id = $id",
      "amounts_stay",
    ],
    [
      "orders 13: more units",
      "update orders.order_line set quantity = quantity + 1 where order_id = $id",
      "amounts_stay",
    ],
  ])("%s", async (_name, text, constraint) => {
    expect(await role(text)).toBe(constraint);
  });
});
