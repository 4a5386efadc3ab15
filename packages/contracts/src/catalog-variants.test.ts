import { expect, test } from "vitest";
import { VariantInput } from "./catalog-variants.ts";

const variant = (more: object) =>
  VariantInput.safeParse({
    ...{ sku: "A-1", optionValues: [], weightGrams: 1 },
    ...{ price: { amountMinor: 1_000, currency: "KRW" } },
    ...more,
  }).error?.issues.map(({ code, path, message }) => [code, path.join("."), message]);

test("a price before it may be absent", () => {
  expect(variant({})).toBeUndefined();
  expect(variant({ compareAtPrice: null })).toBeUndefined();
});

test("a price before it is above the price, in its currency", () => {
  const was = (amountMinor: number, currency = "KRW") =>
    variant({ compareAtPrice: { amountMinor, currency } });
  expect(was(1_001)).toBeUndefined();
  expect(was(1_000)).toEqual([["custom", "compareAtPrice", "must be above the price"]]);
  expect(was(999)).toEqual([["custom", "compareAtPrice", "must be above the price"]]);
  expect(was(2_000, "USD")).toEqual([
    ["custom", "compareAtPrice", "must be in the price's currency"],
  ]);
});
