/** What is ordered, brought to one line for each SKU, and what is said of what cannot be. */
import type { OrderItemInput } from "@edgemart/contracts/order";
import type { QuotedLine } from "@edgemart/contracts/stock-hold";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asked, judge, orderedLines, quoteLine } from "./lines.ts";

const MUG = "prd_01k9z3v5e8f0r9t2m4w6y8a1bc";
const won = (amountMinor: number) => ({ amountMinor, currency: "KRW" }) as const;
const priced = (sku: string, more: object = {}) =>
  ({
    ...{ kind: "priced", sku, productId: MUG, slug: "mug", title: { ko: "머그", en: "Mug" } },
    ...{ options: [{ ko: "파랑", en: "Blue" }], pictureId: null, unit: won(9_000), available: 20 },
    ...more,
  }) as Extract<QuotedLine, { kind: "priced" }>;
const GONE: QuotedLine = { kind: "gone" };
const SEVERAL: QuotedLine = { kind: "several" };
const of = (sku: string, quantity = 1, more: Partial<OrderItemInput> = {}): OrderItemInput => ({
  ...{ sku, quantity, ...more },
});
const ofProduct = (quantity = 1): OrderItemInput => ({ productId: MUG, quantity });

/** SKU and quantity of each line, or the refusal. */
function ordered(items: OrderItemInput[], quoted: QuotedLine[]) {
  const result = orderedLines(judge(items, quoted));
  if (!result.ok) return result.error;
  return result.value.map(({ line, quantity }) => `${line.sku} × ${quantity}`);
}

describe("orders 1: entries of one SKU", () => {
  test("are asked for once, in the order of the items; a product and its SKU are two questions", () => {
    const items = [of("B-2"), of("A-1", 2), of("B-2", 3), ofProduct(), ofProduct(2)];
    expect(asked(items)).toEqual([{ sku: "B-2" }, { sku: "A-1" }, { productId: MUG }]);
    expect(asked([])).toEqual([]);
  });

  test("orders 2: of two products are two questions, each with its own quantity", () => {
    const other = { productId: "prd_01k9z3v5e8f0r9t2m4w6y8a1bd", quantity: 5 };
    const items = [ofProduct(2), other, ofProduct()];
    expect(asked(items)).toEqual([{ productId: MUG }, { productId: other.productId }]);
    expect(ordered(items, [priced("A-1"), priced("B-2")])).toEqual(["A-1 × 3", "B-2 × 5"]);
  });

  test("are added up, and each gets its own answer", () => {
    const items = [of("B-2"), of("A-1", 2), of("B-2", 3)];
    expect(ordered(items, [priced("B-2"), priced("A-1")])).toEqual(["B-2 × 4", "A-1 × 2"]);
  });

  test("orders 2: are one line also where one of them is named by its product", () => {
    expect(ordered([of("A-1", 2), ofProduct(3)], [priced("A-1"), priced("A-1")])).toEqual([
      "A-1 × 5",
    ]);
  });

  test("orders 57.8: are at most 99 together", () => {
    expect(ordered([of("A-1", 60), of("A-1", 39)], [priced("A-1")])).toEqual(["A-1 × 99"]);
    for (const items of [
      [of("A-1", 60), of("A-1", 40)],
      [of("B-2", 60), of("A-1", 60), ofProduct(40)],
    ]) {
      const quoted = items.length === 2 ? [] : [priced("B-2")];
      expect(ordered(items, [...quoted, priced("A-1"), priced("A-1")])).toMatchObject({
        ...{ code: "validation_failed", errors: [{ path: "items.quantity", code: "too_big" }] },
      });
    }
  });

  test("lose no unit and gain none, in any order and number", () => {
    const skus = ["A-1", "B-2", "C-3", "D-4"];
    const item = fc.record({
      sku: fc.constantFrom(...skus),
      quantity: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 10 }), (items) => {
        const quoted = asked(items).map((each) => priced("sku" in each ? each.sku : ""));
        const result = orderedLines(judge(items, quoted));
        if (!result.ok) throw new Error(result.error.code);
        for (const sku of skus) {
          const meant = items.filter((each) => each.sku === sku);
          const found = result.value.filter(({ line }) => line.sku === sku);
          expect(found.length).toBe(meant.length === 0 ? 0 : 1);
          expect(found[0]?.quantity ?? 0).toBe(meant.reduce((sum, each) => sum + each.quantity, 0));
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe("orders 4: what cannot be ordered", () => {
  test("is refused by its name, as it was asked for", () => {
    const skuGone = ordered([of("A-1"), of("B-2")], [priced("A-1"), GONE]);
    expect(skuGone).toMatchObject({ code: "item_unavailable" });
    expect((skuGone as { detail: string }).detail).toContain("B-2");
    const productGone = ordered([ofProduct()], [GONE]);
    expect((productGone as { detail: string }).detail).toContain(MUG);
  });

  test("orders 2: of a product of several variants the SKU is asked for", () => {
    expect(ordered([ofProduct()], [SEVERAL])).toMatchObject({
      ...{ code: "validation_failed", errors: [{ path: "items.sku", code: "custom" }] },
    });
  });

  test("is also what catalog did not answer for", () => {
    expect(ordered([of("A-1"), of("B-2")], [priced("A-1")])).toMatchObject({
      ...{ code: "item_unavailable" },
    });
  });
});

describe("orders 3: a price that was seen", () => {
  const isRepriced = (items: OrderItemInput[], quoted: QuotedLine) =>
    judge(items, [quoted])[0]?.isRepriced;

  test.each([
    ["none", of("A-1"), priced("A-1"), false],
    ["that of now, as won", of("A-1", 1, { price: 9_000 }), priced("A-1"), false],
    ["that of now, with its currency", of("A-1", 1, { price: won(9_000) }), priced("A-1"), false],
    ["another one", of("A-1", 1, { price: 8_999 }), priced("A-1"), true],
    [
      "that number in another currency",
      of("A-1", 1, { price: { amountMinor: 9_000, currency: "USD" } }),
      priced("A-1"),
      true,
    ],
    ["one of what is gone", of("A-1", 1, { price: 1 }), GONE, false],
  ] as const)("%s: %4$s", (_name, item, quoted, expected) => {
    expect(isRepriced([item], quoted)).toBe(expected);
  });

  test("is another one as soon as one entry of the SKU saw another one", () => {
    const seen = [of("A-1", 1, { price: 9_000 }), of("A-1", 1, { price: 8_999 }), of("A-1")];
    expect(isRepriced(seen, priced("A-1"))).toBe(true);
    expect(isRepriced(seen.toReversed(), priced("A-1"))).toBe(true);
  });
});

describe("orders 12: a line of a quote", () => {
  const shown = (item: OrderItemInput, quoted: QuotedLine, currency: "KRW" | "USD" | null) => {
    const [judged] = judge([item], [quoted]);
    if (!judged) throw new Error("nothing was judged");
    return quoteLine(judged, currency);
  };

  test("is what would be sold now", () => {
    expect(shown(of("A-1", 2), priced("A-1"), "KRW")).toEqual({
      ...{ sku: "A-1", productId: MUG, slug: "mug", title: { ko: "머그", en: "Mug" } },
      ...{ options: [{ ko: "파랑", en: "Blue" }], pictureId: null, unit: won(9_000) },
      ...{ quantity: 2, available: 20, problem: null },
    });
  });

  test("of what is not sold keeps what was asked for, and shows nothing else", () => {
    const nothing = { slug: null, title: null, options: [], pictureId: null, unit: null };
    expect(shown(of("A-1", 2), GONE, "KRW")).toEqual({
      ...{ ...nothing, sku: "A-1", productId: null, quantity: 2, available: 0, problem: "gone" },
    });
    expect(shown(ofProduct(3), SEVERAL, "KRW")).toEqual({
      ...{ ...nothing, sku: null, productId: MUG, quantity: 3, available: 0 },
      problem: "several_variants",
    });
  });

  test.each([
    ["all that is left", of("A-1", 20), "KRW", null],
    ["more than is left", of("A-1", 21), "KRW", "short"],
    ["another price, and too many", of("A-1", 21, { price: 1 }), "KRW", "price_changed"],
    ["another currency, and all of that", of("A-1", 21, { price: 1 }), "USD", "currency_mixed"],
    ["an order without a currency", of("A-1"), null, "currency_mixed"],
  ] as const)("names the first problem there is: %s", (_name, item, currency, problem) => {
    expect(shown(item, priced("A-1"), currency).problem).toBe(problem);
  });
});
