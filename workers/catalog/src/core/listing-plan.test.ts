/** A listing's query as data. */
import { describe, expect, test } from "vitest";
import { listingPlan } from "./listing-plan.ts";

function plan(query: Record<string, string>) {
  const many = Object.fromEntries(Object.entries(query).map(([key, value]) => [key, [value]]));
  const outcome = listingPlan(many);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.plan;
}

function wrong(query: Record<string, string[]>): PropertyKey[] {
  const outcome = listingPlan(query);
  return outcome.ok ? [] : outcome.errors.map(({ path }) => path);
}

describe("storefront 4, 5: catalog: query", () => {
  test("an empty query is the first page of the popular products in Korean", () => {
    expect(plan({})).toMatchObject({
      locale: "ko",
      terms: null,
      category: null,
      brands: [],
      price: { min: null, max: null },
      inStockOnly: false,
      attributes: [],
      sort: "popularity",
      offset: 0,
    });
  });

  test("words are sorted by relevance unless another order is asked for", () => {
    expect(plan({ q: "mug" }).sort).toBe("relevance");
    expect(plan({ q: "mug", sort: "price" }).sort).toBe("price");
    expect(plan({ sort: "relevance" }).sort).toBe("popularity");
  });

  test.each([
    ["-", null, null],
    ["1000-", 1000, null],
    ["-3000", null, 3000],
    ["1000-3000", 1000, 3000],
    ["5-5", 5, 5],
  ])("price=%s is from %s to %s", (price, min, max) => {
    expect(plan({ price }).price).toEqual({ min, max });
  });

  test("lists are cut at commas and empty entries dropped", () => {
    const { brands, attributes } = plan({ brand: "a,,b,", "attr.colour": "white,", "attr.x": "," });
    expect([brands, attributes]).toEqual([["a", "b"], [{ key: "colour", values: ["white"] }]]);
  });

  test("the offset follows the page", () => {
    expect(plan({ page: "100" }).offset).toBe(99 * 24);
  });

  test("every wrong parameter is named at once", () => {
    const query = { page: ["0"], sort: ["x"], "attr.A": ["v"], price: ["2-1"] };
    expect(new Set(wrong(query))).toEqual(new Set(["page", "sort", "attr.A"]));
    expect(wrong({ price: ["2-1"] })).toEqual(["price"]);
  });

  test("one attribute more than eight is refused", () => {
    const keys = Array.from({ length: 9 }, (_, i) => [`attr.k${i}`, ["v"]]);
    expect(wrong(Object.fromEntries(keys))).toHaveLength(1);
    expect(wrong(Object.fromEntries(keys.slice(1)))).toEqual([]);
  });
});
