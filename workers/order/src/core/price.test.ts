/** The price of an order: goods, discount, delivery, and the most it may be. */
import { ORDER_TOTAL_MAX } from "@edgemart/contracts/order";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CouponTerms } from "./coupon.ts";
import { type PricedLine, type PriceTerms, pointsEarned, priceOf, vatOf } from "./price.ts";
import { type ShippingTerms, shippingFee } from "./shipping.ts";

const STANDARD: ShippingTerms = {
  ...{ id: "standard", name: { ko: "일반", en: "Standard" }, currency: "KRW" },
  ...{ feeMinor: 3_000, freeFromMinor: 50_000, remoteMinor: 3_000 },
};
const QUICK: ShippingTerms = { ...STANDARD, id: "quick", feeMinor: 9_000, freeFromMinor: null };
const ABROAD: ShippingTerms = { ...STANDARD, id: "abroad", currency: "USD", feeMinor: 25 };
const METHODS = [ABROAD, STANDARD, QUICK];
const half: CouponTerms = {
  ...{ code: "HALF-50", name: { ko: "반", en: "Half" }, kind: "percent", value: 50 },
  ...{ currency: "KRW", discountMaxMinor: null, minimumMinor: 0, isForMembers: false },
  ...{ isOn: true, isUsedUp: false, version: 1 },
};
const terms = (more: Partial<PriceTerms> = {}): PriceTerms => ({
  ...{ methods: METHODS, isRemote: false, coupon: undefined, memberId: null },
  ...{ shippingMethod: undefined, ...more },
});
const line = (unitMinor: number, quantity = 1, more: Partial<PricedLine> = {}): PricedLine => ({
  ...{ sku: "MUG-1", unitMinor, currency: "KRW", quantity, ...more },
});
/** The amounts, or the code of the refusal. */
function priced(lines: PricedLine[], more: Partial<PriceTerms> = {}) {
  const result = priceOf(lines, terms(more));
  return result.ok ? result.value : result.error.code;
}

describe("orders 6: delivery costs", () => {
  const parcel = { currency: "KRW", goodsMinor: 49_999, isRemote: false } as const;
  test.each([
    ["its fee", {}, 3_000],
    ["nothing from an amount of goods on", { goodsMinor: 50_000 }, 0],
    ["more in a remote area", { isRemote: true }, 6_000],
    ["more in a remote area on free orders too", { isRemote: true, goodsMinor: 50_000 }, 3_000],
  ] as const)("%s", (_name, more, feeMinor) => {
    const fee = shippingFee(METHODS, undefined, { ...parcel, ...more });
    expect(fee).toEqual({ id: "standard", feeMinor });
  });

  test("its fee for any amount of goods, where it is never free", () => {
    const fee = shippingFee(METHODS, "quick", { ...parcel, goodsMinor: 99_999_999 });
    expect(fee).toEqual({ id: "quick", feeMinor: 9_000 });
  });

  test("what its currency's first method costs, unless one is named, and none is where none delivers", () => {
    expect(shippingFee(METHODS, undefined, { ...parcel, currency: "USD" })?.id).toBe("abroad");
    expect(shippingFee(METHODS, "abroad", parcel)).toBe(null);
    expect(shippingFee(METHODS, "balloon", parcel)).toBe(null);
    expect(shippingFee(METHODS, undefined, { ...parcel, currency: "EUR" })).toBe(null);
    expect(shippingFee([], undefined, parcel)).toBe(null);
  });
});

describe("orders 4: the price of an order", () => {
  test("is goods less discount and delivery; free delivery is judged after the discount", () => {
    expect(priced([line(20_000, 2), line(30_000)])).toEqual({
      ...{ currency: "KRW", itemsMinor: 70_000, discountMinor: 0, shippingMinor: 0 },
      ...{ totalMinor: 70_000, discounts: [0, 0], shippingMethod: "standard" },
    });
    expect(priced([line(20_000, 2), line(30_000)], { coupon: half })).toEqual({
      ...{ currency: "KRW", itemsMinor: 70_000, discountMinor: 35_000, shippingMinor: 3_000 },
      ...{ totalMinor: 38_000, discounts: [20_000, 15_000], shippingMethod: "standard" },
    });
  });

  test("knows the method that was asked for, and where it goes", () => {
    const more = { shippingMethod: "quick", isRemote: true };
    expect(priced([line(20_000)], more)).toMatchObject({
      ...{ shippingMethod: "quick", shippingMinor: 12_000, totalMinor: 32_000 },
    });
  });

  test.each([
    ["two currencies", [line(1), line(1, 1, { currency: "USD" })], {}, "currency_mixed"],
    ["no line", [], {}, "currency_mixed"],
    ["no such method", [line(1)], { shippingMethod: "balloon" }, "shipping_unavailable"],
    [
      "a currency no one delivers in",
      [line(1, 1, { currency: "EUR" })],
      {},
      "shipping_unavailable",
    ],
    ["a code there is not", [line(1)], { coupon: null }, "coupon_invalid"],
    [
      "a coupon for members",
      [line(1)],
      { coupon: { ...half, isForMembers: true } },
      "coupon_invalid",
    ],
  ] as const)("is refused for %s", (_name, lines, more, code) => {
    expect(priced([...lines], more)).toBe(code);
  });

  test("asks a coupon as the caller that there is", () => {
    const coupon = { ...half, isForMembers: true };
    expect(priced([line(2)], { coupon, memberId: "mem_1" })).toMatchObject({ discountMinor: 1 });
  });

  test("is at most the most, of goods and of all together", () => {
    const methods = [{ ...STANDARD, freeFromMinor: null }];
    expect(priced([line(ORDER_TOTAL_MAX)])).toMatchObject({ totalMinor: ORDER_TOTAL_MAX });
    expect(priced([line(ORDER_TOTAL_MAX + 1)])).toBe("order_too_large");
    // A discount does not bring goods that are too many below it.
    expect(priced([line(ORDER_TOTAL_MAX + 1)], { coupon: half })).toBe("order_too_large");
    expect(priced([line(ORDER_TOTAL_MAX - 3_000)], { methods })).toMatchObject({
      ...{ totalMinor: ORDER_TOTAL_MAX },
    });
    expect(priced([line(ORDER_TOTAL_MAX - 2_999)], { methods })).toBe("order_too_large");
    const most = Array.from({ length: 40 }, () => line(999_999_999_999, 99));
    expect(priced(most)).toBe("order_too_large");
  });

  test("adds up: each line's discount within its price, their sum the order's, no unit lost", () => {
    const lines = fc.array(
      fc.record({
        unit: fc.integer({ min: 0, max: 20_000 }),
        quantity: fc.integer({ min: 1, max: 99 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    const percent = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(lines, percent, fc.boolean(), (items, value, isRemote) => {
        const asked = items.map(({ unit, quantity }) => line(unit, quantity));
        const result = priceOf(asked, terms({ coupon: { ...half, value }, isRemote }));
        if (!result.ok) throw new Error(result.error.code);
        const { itemsMinor, discountMinor, shippingMinor, totalMinor, discounts } = result.value;
        const gross = items.map(({ unit, quantity }) => unit * quantity);
        expect(itemsMinor).toBe(gross.reduce((sum, each) => sum + each, 0));
        expect(discounts.reduce((sum, each) => sum + each, 0)).toBe(discountMinor);
        for (const [index, part] of discounts.entries()) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(gross[index] ?? 0);
        }
        expect(totalMinor).toBe(itemsMinor - discountMinor + shippingMinor);
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

test("points 14: a part of the card's goods is earned, floored, in won alone", () => {
  expect(pointsEarned(37_599, "KRW", 1)).toBe(375);
  expect(pointsEarned(37_599, "KRW", 0)).toBe(0);
  expect(pointsEarned(99, "KRW", 1)).toBe(0);
  expect(pointsEarned(37_599, "USD", 1)).toBe(0);
});

test("orders 36: VAT is an eleventh of what was paid, rounded", () => {
  expect([0, 5, 6, 11, 16, 17, 110_000].map(vatOf)).toEqual([0, 0, 1, 1, 1, 2, 10_000]);
});
