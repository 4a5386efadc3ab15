/** Many requests at once on a real PostgreSQL: counts, never order. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

let guests = 0;
function guest() {
  guests += 1;
  return { "x-internal-client-prefix": `10.2.${guests >> 8}.${guests & 255}/32` };
}
const times = <T>(n: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, index) => work(index)));
const ITEMS = { items: [{ sku: "MUG-1", quantity: 1 }] };
const MUG = { ...GUEST, ...ITEMS };
const { contact: _none, ...OF_MEMBER } = MUG;
const countOf = async (where: string) => {
  const [row] = await shop.database.query<{ n: number }>(
    `select count(*)::int n from orders.sales_order where ${where}`,
  );
  return row?.n;
};
const place = (body: object = MUG, headers: Record<string, string> = guest()) =>
  shop.send("POST", "/api/orders", body, headers);

describe("orders 57: at once", () => {
  test("orders 57.1, 57.31: 100 posts of one key are one order", async () => {
    const headers = { ...guest(), "idempotency-key": crypto.randomUUID() };
    const answers = await times(100, () => place(MUG, headers));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set(made.length === 100 ? [201] : [201, 409]),
    );
    const [{ body: order } = { body: null }] = made;
    expect(
      await countOf(
        `client_digest = (select client_digest from orders.sales_order where id = '${order.id}')`,
      ),
    ).toBe(1);
    const other = await place({ ...MUG, memo: "another" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect(other.headers.has("idempotency-outcome")).toBe(false);
  });

  test("orders 10: without a key two posts are two orders", async () => {
    const headers = guest();
    const [one, two] = await times(2, () => place(MUG, headers));
    expect(one?.body.id).not.toBe(two?.body.id);
  });

  test("orders 57.2: pay in 8 tabs is one attempt", async () => {
    const order = await place();
    const token = { "x-order-token": order.body.token };
    const answers = await times(8, () =>
      shop.send("POST", "/api/payments", { orderId: order.body.id }, token),
    );
    const ids = new Set(answers.filter(({ status }) => status < 300).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    await shop.settle();
    expect(await countOf(`id = '${order.body.id}' and attempts = 1`)).toBe(1);
  });

  test("orders 57.3, 57.4: a return reloaded 20 times is one confirm; paid again is refused", async () => {
    const order = await place();
    const token = { "x-order-token": order.body.token };
    const paying = await shop.send("POST", "/api/payments", { orderId: order.body.id }, token);
    const path = `/api/payments/${paying.body.id}/verify`;
    const body = { paymentKey: "key", amount: 15_000 };
    const answers = await times(20, () => shop.send("POST", path, body));
    expect(answers.every(({ status }) => status === 200 || status === 202)).toBe(true);
    await shop.settle();
    expect(shop.payment.charges.get(paying.body.id)).toBe(1);
    expect((await shop.send("POST", path, body)).body.status).toBe("PAID");
    const again = await shop.send("POST", "/api/payments", { orderId: order.body.id }, token);
    expect([again.status, again.body.code]).toEqual([409, "order_already_paid"]);
    const events = await shop.database.query(
      "select from orders.order_event where order_id = $1 and name = 'paid'",
      [order.body.id],
    );
    expect(events).toHaveLength(1);
  });

  test("orders 57.11: 60 buyers of 20 units are 20 orders", async () => {
    shop.stock.levels.set("FEW", { onHand: 20, priceMinor: 1_000, currency: "KRW" });
    const body = { ...GUEST, items: [{ sku: "FEW", quantity: 1 }] };
    const answers = await times(60, () => place(body));
    const statuses = Object.groupBy(answers, ({ status }) => status);
    expect([statuses[201]?.length, statuses[409]?.length]).toEqual([20, 40]);
    expect(statuses[409]?.every(({ body: { code } }) => code === "stock_insufficient")).toBe(true);
    await shop.settle();
    expect(await countOf("state = 'CANCELLED' and reason = 'sold_out'")).toBe(40);
    shop.stock.checkLaws();
  });

  test("orders 57.21, orders 8: 50 buyers of a coupon with 10 uses are 10, and a failed payment gives it back", async () => {
    await shop.database.query(
      `insert into orders.coupon (code, name_ko, name_en, kind, value, currency, uses_max)
       values ('TEN-USES', '열 번', 'Ten', 'percent', 10, 'KRW', 10)`,
    );
    const answers = await times(50, () => place({ ...MUG, couponCode: "ten-uses" }));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.every(({ body }) => body.code === "coupon_used_up")).toBe(true);
    expect(made[0]?.body.discount.amountMinor).toBe(1_200);
    const uses = async () =>
      (
        await shop.database.query<{ uses: number }>(
          "select uses from orders.coupon where code = 'TEN-USES'",
        )
      )[0]?.uses;
    expect(await uses()).toBe(10);
    const late = await place({ ...MUG, couponCode: "ten-uses" });
    expect([late.status, late.body.code]).toEqual([409, "coupon_used_up"]);
    for (const { body } of made.slice(0, 4)) await shop.overdue(body.id);
    await shop.sweep();
    await shop.settle();
    expect(await uses()).toBe(6);
    expect((await place({ ...MUG, couponCode: "TEN-USES" })).status).toBe(201);
    expect(await uses()).toBe(7);
  });

  test("orders 8: a member above their own limit leaves the count as it was", async () => {
    await shop.database.query(
      `insert into orders.coupon (code, name_ko, name_en, kind, value, currency, uses_max, uses_per_member)
       values ('ONCE-EACH', '한 번', 'Once', 'amount', 500, 'KRW', 100, 1)`,
    );
    const { headers } = await shop.member();
    const body = { ...OF_MEMBER, couponCode: "ONCE-EACH" };
    const answers = await times(8, () => place(body, headers));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const codes = answers.filter(({ status }) => status !== 201).map((each) => each.body.code);
    expect(new Set(codes)).toEqual(new Set(["coupon_invalid"]));
    const [row] = await shop.database.query(
      "select uses from orders.coupon where code = 'ONCE-EACH'",
    );
    expect(row).toEqual({ uses: 1 });
    const asGuest = await place({ ...MUG, couponCode: "ONCE-EACH" });
    expect([asGuest.status, asGuest.body.code]).toEqual([422, "coupon_invalid"]);
  });

  test("orders 57.27, orders 11: 20 unpaid orders of one caller, 3 stay", async () => {
    const { id, headers } = await shop.member();
    const answers = await times(20, () => place(OF_MEMBER, headers));
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    // The oldest pending one makes room for the next.
    expect((await place(OF_MEMBER, headers)).status).toBe(201);
    expect((await place(OF_MEMBER, headers)).status).toBe(201);
    await shop.settle();
    expect(await countOf(`member_id = '${id}' and deadline_at is not null`)).toBe(3);
    const ended = await shop.database.query<{ hold_id: string }>(
      "select hold_id from orders.sales_order where member_id = $1 and deadline_at is null",
      [id],
    );
    expect(ended.length).toBeGreaterThan(0);
    for (const { hold_id } of ended) expect(shop.stock.holds.get(hold_id)?.state).toBe("released");
  });

  test("orders 11: a new order that replaces takes the hold over, all or nothing", async () => {
    const body = { ...GUEST, items: [{ sku: "RARE-3", quantity: 1 }] };
    const headers = guest();
    const first = await place(body, headers);
    const token = { "x-order-token": first.body.token };
    const alone = await place(body, headers);
    expect([alone.status, alone.body.code]).toEqual([409, "stock_insufficient"]);
    const strange = await place({ ...body, replaces: first.body.id }, headers);
    expect([strange.status, strange.body.code]).toEqual([404, "not_found"]);
    const two = { ...body, items: [{ sku: "RARE-3", quantity: 2 }], replaces: first.body.id };
    expect((await place(two, { ...headers, ...token })).status).toBe(409);
    expect(await shop.state(first.body.id)).toBe("PENDING");
    const second = await place({ ...body, replaces: first.body.id }, { ...headers, ...token });
    expect(second.status).toBe(201);
    expect(
      await countOf(`id = '${first.body.id}' and state = 'CANCELLED' and reason = 'replaced'`),
    ).toBe(1);
  });
});
