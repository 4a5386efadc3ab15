/** The shop's terms as they were read before: an order is priced by them, and never placed on old ones. */
import { PlacedOrder } from "@edgemart/contracts/order";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

let guests = 0;
/** Places as a guest with an address of their own. @returns the answer, and order's own statements of it */
async function place(more: object = {}) {
  guests += 1;
  const own = vi.spyOn(globalThis, "fetch");
  try {
    const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }], ...more };
    const prefix = { "x-internal-client-prefix": `10.9.${guests}.0/32` };
    const answer = await shop.send("POST", "/api/orders", body, prefix);
    const sent = own.mock.calls.filter(([input]) => String(input).endsWith("/sql")).length;
    return { ...answer, sent };
  } finally {
    own.mockRestore();
  }
}

const feeOf = ({ body }: { body: unknown }) => PlacedOrder.parse(body).shipping.amountMinor;
const setFee = (minor: number) =>
  shop.database.query("update orders.shipping_method set fee_minor = $1 where id = 'standard'", [
    minor,
  ]);

describe("orders 6, 63: the shop's terms", () => {
  test("are read once: 3 statements of the first order, 2 of the next, wherever it goes", async () => {
    const first = await place();
    const second = await place({
      shippingAddress: { ...GUEST.shippingAddress, postcode: "63100" },
    });
    expect([first.status, first.sent, feeOf(first)]).toEqual([201, 3, 3_000]);
    expect([second.status, second.sent, feeOf(second)]).toEqual([201, 2, 6_000]);
  });

  test("that have changed since are seen by the statement that places: priced anew, 4 statements", async () => {
    await place();
    await setFee(4_000);
    const changed = await place();
    expect([changed.status, changed.sent, feeOf(changed)]).toEqual([201, 4, 4_000]);
    expect((await place()).sent).toBe(2);
    await shop.database.query("insert into orders.remote_area values ('04000', '04999', 'Hill')");
    expect(feeOf(await place())).toBe(7_000);
    await shop.database.query("delete from orders.remote_area where name = 'Hill'");
    expect(feeOf(await place())).toBe(4_000);
  });

  test("refuse nothing while they may be old: the new total is expected, the old one is refused", async () => {
    await place();
    await setFee(5_000);
    const expected = await place({ expectedTotal: 17_000 });
    expect([expected.status, feeOf(expected)]).toEqual([201, 5_000]);
    await setFee(3_000);
    const refused = await place({ expectedTotal: 17_000 });
    expect([refused.status, refused.body.code]).toEqual([409, "price_changed"]);
    expect(feeOf(await place({ expectedTotal: 15_000 }))).toBe(3_000);
  });

  test("orders 7: of a coupon too: once read it costs no statement, and none is used after its end", async () => {
    await shop.database.query(
      `insert into orders.coupon (code, name_ko, name_en, kind, value, currency, uses_max)
       values ('TEN-OFF', '쿠폰', 'Coupon', 'percent', 10, 'KRW', 3)`,
    );
    const sent: number[] = [];
    for (const _ of [1, 2, 3]) {
      const placed = await place({ couponCode: "TEN-OFF" });
      expect(placed.body.discount.amountMinor).toBe(1_200);
      sent.push(placed.sent);
    }
    expect(sent).toEqual([3, 2, 2]);
    const none = await place({ couponCode: "TEN-OFF" });
    expect([none.status, none.body.code]).toEqual([409, "coupon_used_up"]);
    await shop.database.query("update orders.coupon set uses_max = 9, version = version + 1");
    expect((await place({ couponCode: "TEN-OFF" })).status).toBe(201);
    await shop.database.query("update orders.coupon set ends_at = clock_timestamp()");
    const over = await place({ couponCode: "TEN-OFF" });
    expect([over.status, over.body.code]).toEqual([422, "coupon_invalid"]);
    expect(await shop.database.query("select uses from orders.coupon")).toEqual([{ uses: 4 }]);
  });
});
