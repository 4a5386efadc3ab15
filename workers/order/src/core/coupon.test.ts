/** What a coupon takes off, and what is said of one that takes nothing off. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CouponTerms, couponDiscount } from "./coupon.ts";

const COUPON: CouponTerms = {
  ...{ code: "WELCOME-10", name: { ko: "환영", en: "Welcome" }, kind: "percent", value: 10 },
  ...{ currency: "KRW", discountMaxMinor: null, minimumMinor: 0, isForMembers: false },
  ...{ isOn: true, isUsedUp: false, version: 1 },
};
const ORDER = { itemsMinor: 20_000, currency: "KRW", memberId: null } as const;
const MEMBER = { ...ORDER, memberId: "mem_1" };
/** What is taken off, or the code of the refusal. */
function taken(coupon: Partial<CouponTerms> | null, order: Parameters<typeof couponDiscount>[1]) {
  const result = couponDiscount(coupon && { ...COUPON, ...coupon }, order);
  return result.ok ? result.value : result.error.code;
}

describe("orders 7: a coupon takes off", () => {
  test.each([
    ["a part of the goods", {}, 2_000],
    ["all of them", { value: 100 }, 20_000],
    ["a part, up to a most", { discountMaxMinor: 1_500 }, 1_500],
    ["a part below the most", { discountMaxMinor: 2_001 }, 2_000],
    ["an amount", { kind: "amount", value: 3_000 }, 3_000],
    ["an amount, up to a most", { kind: "amount", value: 3_000, discountMaxMinor: 100 }, 100],
    ["at most what the goods cost", { kind: "amount", value: 99_999 }, 20_000],
  ] as const)("%s", (_name, coupon, discount) => {
    expect(taken(coupon, ORDER)).toBe(discount);
  });

  test("a part of a unit never: it is floored", () => {
    expect(taken({ value: 33 }, { ...ORDER, itemsMinor: 101 })).toBe(33);
    expect(taken({ value: 99 }, { ...ORDER, itemsMinor: 1 })).toBe(0);
  });

  test("an integer between nothing and what the goods cost, for any coupon", () => {
    const minor = fc.integer({ min: 0, max: 100_000_000 });
    const most = fc.option(fc.integer({ min: 1, max: 100_000_000 }));
    fc.assert(
      fc.property(
        minor,
        most,
        fc.integer({ min: 1, max: 100 }),
        (items, discountMaxMinor, value) => {
          for (const coupon of [{ value }, { kind: "amount", value: value * 1_000 }] as const) {
            const discount = taken(
              { ...coupon, discountMaxMinor },
              { ...ORDER, itemsMinor: items },
            );
            expect(Number.isInteger(discount)).toBe(true);
            expect(discount).toBeGreaterThanOrEqual(0);
            expect(discount).toBeLessThanOrEqual(Math.min(items, discountMaxMinor ?? items));
          }
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe("orders 7: a coupon that takes nothing off", () => {
  test("has one answer, which does not say whether the code exists", () => {
    for (const [coupon, order] of [
      [null, MEMBER],
      [{ isOn: false }, MEMBER],
      [{ currency: "USD" }, MEMBER],
      [{ isForMembers: true }, ORDER],
    ] as const) {
      expect(couponDiscount(coupon && { ...COUPON, ...coupon }, order)).toEqual({
        ...{ ok: false, error: { code: "coupon_invalid" } },
      });
    }
    expect(taken({ isForMembers: true }, MEMBER)).toBe(2_000);
  });

  test("says how much is missing, to the last unit", () => {
    const result = couponDiscount({ ...COUPON, minimumMinor: 20_001 }, ORDER);
    expect(result).toMatchObject({ ok: false, error: { code: "coupon_minimum" } });
    expect(!result.ok && result.error.detail).toMatch(/^1 KRW /);
    expect(taken({ minimumMinor: 20_000 }, ORDER)).toBe(2_000);
  });

  test("is used up only for callers who could have used it", () => {
    expect(taken({ isUsedUp: true }, ORDER)).toBe("coupon_used_up");
    expect(taken({ isUsedUp: true, isForMembers: true }, ORDER)).toBe("coupon_invalid");
    expect(taken({ isUsedUp: true, minimumMinor: 20_001 }, ORDER)).toBe("coupon_minimum");
  });
});
