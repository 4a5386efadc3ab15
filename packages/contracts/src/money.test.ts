import { describe, expect, test } from "vitest";
import { CART_LINES_MAX, CART_QUANTITY_MAX } from "./cart-lines.ts";
import { VariantInput } from "./catalog-variants.ts";
import { Currency, Money, PRICE_MINOR_MAX, Price } from "./money.ts";

const variant = (amountMinor: unknown, compareAt: unknown = null) =>
  VariantInput.safeParse({
    sku: "MUG-1",
    optionValues: [],
    price: { amountMinor, currency: "KRW" },
    compareAtPrice: compareAt === null ? null : { amountMinor: compareAt, currency: "KRW" },
  }).success;

describe("money has the bounds of a shop", () => {
  test.each([9e15, 999_999_999_999, PRICE_MINOR_MAX + 1, -1, 0.5, Number.NaN, "24000", 2 ** 53])(
    "%d is no price",
    (amount) => {
      expect(variant(amount)).toBe(false);
      expect(variant(1, amount)).toBe(false);
    },
  );

  test("0, 1 and the most are prices, in every currency", () => {
    for (const amount of [0, 1, 24_000, PRICE_MINOR_MAX]) expect(variant(amount)).toBe(true);
    for (const currency of Currency.options) {
      expect(Price.safeParse({ amountMinor: PRICE_MINOR_MAX, currency }).success).toBe(true);
    }
  });

  test("the dearest cart, a thousand times over, is an exact sum that may be answered", () => {
    const dearest = PRICE_MINOR_MAX * CART_QUANTITY_MAX * CART_LINES_MAX;
    expect(Number.isSafeInteger(dearest * 1_000)).toBe(true);
    expect(Money.safeParse({ amountMinor: dearest, currency: "KRW" }).success).toBe(true);
  });
});
