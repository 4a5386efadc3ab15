/**
 * A shopper who goes back and orders anew is not blocked by the order before: neither by its stock nor by its coupon.
 * woocommerce#31245, woocommerce#26701 and woocommerce#67354, on a real PostgreSQL. @see docs/reported-faults.md
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

let count = 0;
const { contact: _none, ...ADDRESS } = GUEST;
const place = (body: object, headers: Record<string, string>): Promise<Answer> =>
  shop.send("POST", "/api/orders", { ...ADDRESS, ...body }, headers);
const quote = async (body: object, headers: Record<string, string>) =>
  (await shop.send("POST", "/api/orders/quote", { postcode: "04524", ...body }, headers)).body;
const items = (quantity: number, sku = "MUG-1") => ({ items: [{ sku, quantity }] });

/** Makes a coupon with one use for all and one for each member. */
async function lastUse(): Promise<string> {
  count += 1;
  const code = `LAST-USE-${count}`;
  await shop.database.query(
    `insert into orders.coupon (code, name_ko, name_en, kind, value, currency, uses_max, uses_per_member)
     values ($1, '-', '-', 'percent', 10, 'KRW', 1, 1)`,
    [code],
  );
  return code;
}
const usesOf = async (code: string) =>
  shop.database.query(
    `select c.uses, (select sum(p.uses)::int from orders.coupon_principal p where p.code = c.code) as by_members,
            (select coalesce(jsonb_object_agg(u.order_id, u.state), '{}') from orders.coupon_use u where u.code = c.code) as orders
       from orders.coupon c where c.code = $1`,
    [code],
  );

describe("reported faults: blocked by one's own order", () => {
  test("the coupon of the order before goes over to the one that takes its place, and its discount too", async () => {
    const couponCode = await lastUse();
    const { headers } = await shop.member();
    const first = await place({ ...items(1), couponCode }, headers);
    const alone = await place({ ...items(2), couponCode }, headers);
    expect([first.status, alone.body.code]).toEqual([201, "coupon_used_up"]);
    const replaces = first.body.id as string;
    const second = await place({ ...items(2), couponCode, replaces }, headers);
    expect([second.status, second.body.discount.amountMinor]).toEqual([201, 2_400]);
    await shop.settle();
    expect(await shop.state(replaces)).toBe("CANCELLED");
    expect(await usesOf(couponCode)).toEqual([
      { uses: 1, by_members: 1, orders: { [second.body.id]: "reserved" } },
    ]);
    const third = await place({ ...items(3), couponCode, replaces: second.body.id }, headers);
    const { body: paying } = await shop.send(
      "POST",
      "/api/payments",
      { orderId: third.body.id },
      headers,
    );
    const verify = { paymentKey: "key", amount: paying.cardAmount };
    await shop.send("POST", `/api/payments/${paying.id}/verify`, verify);
    await shop.settle();
    expect(await usesOf(couponCode)).toEqual([
      { uses: 1, by_members: 1, orders: { [third.body.id]: "confirmed" } },
    ]);
  });

  test("a new order that is short gives it back: the order before is as it was, and can be paid", async () => {
    const couponCode = await lastUse();
    const { headers } = await shop.member();
    const first = await place({ ...items(1), couponCode }, headers);
    const body = { ...items(2, "RARE-3"), couponCode, replaces: first.body.id };
    expect((await place(body, headers)).body.code).toBe("stock_insufficient");
    await shop.settle();
    expect(await usesOf(couponCode)).toEqual([
      { uses: 1, by_members: 1, orders: { [first.body.id]: "reserved" } },
    ]);
    const paying = await shop.send("POST", "/api/payments", { orderId: first.body.id }, headers);
    expect([paying.status, paying.body.cardAmount.amountMinor]).toEqual([201, 13_800]);
  });

  test("while the new one is being placed the order before does not begin to be paid; after a crash both are free", async () => {
    const couponCode = await lastUse();
    const { headers } = await shop.member();
    const first = await place({ ...items(1), couponCode }, headers);
    shop.faults.push({ method: "hold", when: "before" });
    const crashed = await place({ ...items(2), couponCode, replaces: first.body.id }, headers);
    expect(crashed.status).toBe(503);
    const pay = () => shop.send("POST", "/api/payments", { orderId: first.body.id }, headers);
    const meanwhile = await pay();
    expect([meanwhile.status, meanwhile.body.code]).toEqual([409, "order_state_conflict"]);
    const [step] = (await shop.steps()).filter(({ name }) => name === "hold");
    await shop.overdue(step?.subject ?? "");
    await shop.settle();
    expect(await usesOf(couponCode)).toEqual([
      { uses: 1, by_members: 1, orders: { [first.body.id]: "reserved" } },
    ]);
    expect((await pay()).status).toBe(201);
  });

  test("an order before that ends meanwhile leaves the use with the new one, or gives it back with it: never both", async () => {
    for (const isMade of [true, false]) {
      const couponCode = await lastUse();
      const { headers } = await shop.member();
      const first = await place({ ...items(1), couponCode }, headers);
      shop.faults.push({ method: "hold", when: "before" });
      const key = { "idempotency-key": crypto.randomUUID() };
      const again = () =>
        place({ ...items(2), couponCode, replaces: first.body.id }, { ...headers, ...key });
      expect((await again()).status).toBe(503);
      await shop.overdue(first.body.id);
      const [step] = (await shop.steps()).filter(({ name }) => name === "hold");
      if (isMade) expect((await again()).status).toBe(201);
      else await shop.overdue(step?.subject ?? "");
      await shop.settle();
      expect(await usesOf(couponCode)).toEqual([
        isMade
          ? { uses: 1, by_members: 1, orders: { [step?.subject ?? ""]: "reserved" } }
          : { uses: 0, by_members: 0, orders: { [step?.subject ?? ""]: "given_back" } },
      ]);
    }
  });

  test("paid and placed anew at the same moment, one use never discounts two orders that can be paid", async () => {
    for (let n = 0; n < 8; n++) {
      const couponCode = await lastUse();
      const { headers } = await shop.member();
      const first = await place({ ...items(1), couponCode }, headers);
      const [paying, second] = await Promise.all([
        shop.send("POST", "/api/payments", { orderId: first.body.id }, headers),
        place({ ...items(2), couponCode, replaces: first.body.id }, headers),
      ]);
      await shop.settle();
      expect([paying.status === 201, second.status === 201].filter(Boolean)).toHaveLength(1);
      const kept = paying.status === 201 ? first.body.id : second.body.id;
      expect(await usesOf(couponCode)).toEqual([
        { uses: 1, by_members: 1, orders: { [kept]: "reserved" } },
      ]);
    }
  });

  test("orders 12: a quote that names it counts its stock and its coupon as free; another's it does not", async () => {
    const couponCode = await lastUse();
    const { headers } = await shop.member();
    const wanted = { ...items(1, "RARE-3"), couponCode };
    const first = await place(wanted, headers);
    expect(first.status).toBe(201);
    const blocked = await quote(wanted, headers);
    expect([blocked.lines[0].available, blocked.lines[0].problem, blocked.problem]).toEqual([
      0,
      "short",
      "coupon_used_up",
    ]);
    const replaces = first.body.id as string;
    const free = await quote({ ...wanted, replaces }, headers);
    expect([free.lines[0].available, free.lines[0].problem, free.problem]).toEqual([1, null, null]);
    expect(free.discount.amountMinor).toBe(500);
    const stranger = await shop.member();
    const others = await quote({ ...wanted, replaces }, stranger.headers);
    expect([others.lines[0].problem, others.problem]).toEqual(["short", "coupon_used_up"]);
    await shop.send("POST", `/api/orders/${replaces}/cancel`, {}, headers);
  });
});
