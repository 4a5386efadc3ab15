/** Faults of other shops with coupons and prices, tried here on a real PostgreSQL. @see docs/reported-faults.md */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { delivered, paidOrder } from "./after.ts";
import { type Answer, GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

let count = 0;
const { contact: _none, ...ADDRESS } = GUEST;
const items = (quantity = 1, sku = "MUG-1") => ({ items: [{ sku, quantity }] });
function guest() {
  count += 1;
  return { "x-internal-client-prefix": `10.16.${count >> 8}.${count & 255}/32` };
}
const place = (body: object, headers: Record<string, string> = guest()): Promise<Answer> =>
  shop.send("POST", "/api/orders", { ...GUEST, ...body }, headers);
const ofMember = (body: object, headers: Record<string, string>): Promise<Answer> =>
  shop.send("POST", "/api/orders", { ...ADDRESS, ...body }, headers);

/** Makes a coupon. @returns its code */
async function coupon(set: Record<string, unknown> = {}): Promise<string> {
  count += 1;
  const row = {
    ...{ code: `REPORTED-${count}`, name_ko: "-", name_en: "-", kind: "percent", value: 10 },
    ...{
      currency: "KRW",
      minimum_minor: 0,
      members_only: false,
      active: true,
      uses: 0,
      version: 1,
    },
    ...set,
  };
  const columns = Object.keys(row).join();
  await shop.database.query(
    `insert into orders.coupon (${columns}) select ${columns} from jsonb_populate_record(null::orders.coupon, $1)`,
    [JSON.stringify(row)],
  );
  return row.code;
}
const usesOf = async (code: string) =>
  (
    await shop.database.query<{ uses: number; by_members: number }>(
      `select c.uses, coalesce((select sum(p.uses)::int from orders.coupon_principal p where p.code = c.code), 0) as by_members
         from orders.coupon c where c.code = $1`,
      [code],
    )
  )[0];

describe("reported faults: a coupon is not lost by what ends without money", () => {
  const ENDS: [
    string,
    (order: { id: string; headers: Record<string, string> }) => Promise<void>,
  ][] = [
    ["its pending order is cancelled", async ({ id, headers }) => cancel(id, headers)],
    [
      "its time is over",
      async ({ id }) => {
        await shop.overdue(id);
        await shop.sweep();
      },
    ],
    [
      "it is cancelled at the payment page",
      async ({ id, headers }) => {
        await pay(id, headers);
        await cancel(id, headers);
      },
    ],
    [
      "no one comes back from the payment page",
      async ({ id, headers }) => {
        await pay(id, headers);
        await shop.age(id, 61);
        await shop.overdue(id);
        await shop.sweep();
      },
    ],
    [
      "its card is declined and its time is over",
      async ({ id, headers }) => {
        const paymentId = await pay(id, headers);
        shop.payment.gateway.set(paymentId, "declined");
        await verify(paymentId, 13_800);
        await shop.settle();
        expect(await shop.state(id)).toBe("PENDING");
        await shop.overdue(id);
        await shop.sweep();
      },
    ],
    [
      "it is paid, not sent, and cancelled entirely",
      async ({ id, headers }) => {
        await verify(await pay(id, headers), 13_800);
        await shop.settle();
        await cancel(id, headers);
      },
    ],
  ];

  async function pay(orderId: string, headers: Record<string, string>): Promise<string> {
    const begun = await shop.send("POST", "/api/payments", { orderId }, headers);
    expect(begun.status).toBe(201);
    return begun.body.id;
  }
  const verify = (paymentId: string, amount: number) =>
    shop.send("POST", `/api/payments/${paymentId}/verify`, { paymentKey: "key", amount });
  async function cancel(id: string, headers: Record<string, string>) {
    const done = await shop.send("POST", `/api/orders/${id}/cancel`, {}, headers);
    expect(done.status).toBeLessThan(203);
  }

  test.each(ENDS)("when %s: the same member uses it again", async (_when, end) => {
    const code = await coupon({ uses_max: 1, uses_per_member: 1 });
    const { headers } = await shop.member();
    const first = await ofMember({ ...items(), couponCode: code }, headers);
    expect([first.status, first.body.total.amountMinor]).toEqual([201, 13_800]);
    expect(await usesOf(code)).toEqual({ uses: 1, by_members: 1 });
    await end({ id: first.body.id, headers });
    await shop.settle();
    expect(await usesOf(code)).toEqual({ uses: 0, by_members: 0 });
    expect((await ofMember({ ...items(), couponCode: code }, headers)).status).toBe(201);
  });

  test("when the goods are short: nothing was placed, and nothing is used", async () => {
    const code = await coupon({ uses_max: 1, uses_per_member: 1 });
    const { headers } = await shop.member();
    const body = { ...items(3, "RARE-3"), couponCode: code };
    expect((await ofMember(body, headers)).body.code).toBe("stock_insufficient");
    await shop.settle();
    expect(await usesOf(code)).toEqual({ uses: 0, by_members: 0 });
  });

  test("but it stays used by what is cancelled in part, or comes back after it was sent", async () => {
    const code = await coupon();
    const order = await paidOrder(shop, [{ sku: "MUG-1", quantity: 3 }], {
      order: { couponCode: code },
    });
    await order.cancel({ lines: [{ line: 1, quantity: 1 }] });
    await delivered(shop, order.id);
    await order.askReturn({ lines: [{ line: 1, quantity: 2 }], reason: "defective" });
    await shop.settle();
    expect((await usesOf(code))?.uses).toBe(1);
  });
});

describe("reported faults: a coupon takes off what it says, and no more", () => {
  test("another spelling of its code is the same coupon to its owner's limit", async () => {
    const code = await coupon({ uses_per_member: 1 });
    const { headers } = await shop.member();
    const use = (couponCode: string) => ofMember({ ...items(), couponCode }, headers);
    const quoted = async (more: object, who = headers) => {
      const body = { ...items(), couponCode: code.toLowerCase(), ...more };
      return (await shop.send("POST", "/api/orders/quote", body, who)).body.problem;
    };
    expect(await quoted({})).toBeNull();
    const first = await use(code.toLowerCase());
    expect(first.status).toBe(201);
    // orders 12: a quote says it before placing does; the order whose place is taken gives its own use up.
    expect(await quoted({})).toBe("coupon_invalid");
    expect(await quoted({ replaces: first.body.id })).toBeNull();
    expect(await quoted({}, (await shop.member()).headers)).toBeNull();
    for (const spelling of [code, code.toLowerCase(), `R${code.slice(1).toLowerCase()}`]) {
      expect((await use(spelling)).body.code).toBe("coupon_invalid");
    }
    expect((await usesOf(code))?.uses).toBe(1);
  });

  test("no total is below the delivery fee: an amount larger than the goods is cut to them", async () => {
    const code = await coupon({ kind: "amount", value: 1_000_000 });
    const { status, body } = await place({ ...items(2), couponCode: code });
    expect([status, body.discount.amountMinor, body.total.amountMinor]).toEqual([
      201, 24_000, 3_000,
    ]);
    expect(body.lines[0].total.amountMinor).toBe(0);
  });

  test("more than 100 percent, none, and half of one are no coupon, to staff and to the database", async () => {
    const staff = await shop.staff();
    const fields = { name: { ko: "-", en: "-" }, kind: "percent", currency: "KRW" };
    for (const value of [101, 0, -10, 0.5, "10"]) {
      count += 1;
      const headers = { ...staff.headers, "idempotency-key": `reported-${count}` };
      const body = { ...fields, code: `OVER-${count}`, value };
      expect((await shop.send("POST", "/api/admin/orders/coupons", body, headers)).status).toBe(
        422,
      );
    }
    for (const value of [101, 0, -10]) {
      await expect(coupon({ value })).rejects.toThrow(/violates check constraint/);
    }
  });

  test("it is good from its first moment to before its last one, by the database's clock", async () => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
    const seen: unknown[] = [];
    for (const [starts_at, ends_at] of [
      [at(-60), at(60)],
      [at(60), at(120)],
      [at(-120), at(-60)],
    ]) {
      const code = await coupon({ starts_at, ends_at });
      const { status, body } = await place({ ...items(), couponCode: code });
      seen.push([status, body.code ?? null]);
    }
    expect(seen).toEqual([
      [201, null],
      [422, "coupon_invalid"],
      [422, "coupon_invalid"],
    ]);
  });

  test("delivery is free for what is left to pay for the goods, not for their price", async () => {
    const code = await coupon({ kind: "amount", value: 1_000 });
    const full = await place(items(5));
    expect(full.body.shipping.amountMinor).toBe(0);
    const less = await place({
      items: [
        { sku: "LAMP-2", quantity: 1 },
        { sku: "MUG-1", quantity: 1 },
      ],
      couponCode: code,
    });
    expect([less.body.itemsTotal.amountMinor, less.body.shipping.amountMinor]).toEqual([
      42_000, 3_000,
    ]);
    const edge = await place({
      ...items(5),
      couponCode: await coupon({ kind: "amount", value: 10_001 }),
    });
    expect([edge.body.itemsTotal.amountMinor, edge.body.shipping.amountMinor]).toEqual([
      60_000, 3_000,
    ]);
  });

  test("a price that fell is told like one that rose: no one pays what they did not see", async () => {
    const lamp = shop.stock.levels.get("LAMP-2");
    if (!lamp) throw new Error("no lamp");
    lamp.priceMinor = 20_000;
    const answer = await place({ items: [{ sku: "LAMP-2", quantity: 1, price: 30_000 }] });
    lamp.priceMinor = 30_000;
    expect([answer.status, answer.body.code]).toEqual([409, "price_changed"]);
  });
});
