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

  test("a parameter is given once, holds no NUL, and names at most twenty values", () => {
    const values = (count: number) => [Array.from({ length: count }, (_, i) => `v${i}`).join(",")];
    expect(wrong({ brand: ["a", "b"] })).toEqual(["brand"]);
    expect(wrong({ "attr.x": ["a\0"] })).toEqual(["attr.x"]);
    expect([wrong({ "attr.x": values(20) }), wrong({ "attr.x": values(21) })]).toEqual([
      [],
      ["attr.x"],
    ]);
    expect(plan({ stock: "in" }).inStockOnly).toBe(true);
  });

  test("what is not a parameter of a listing is not looked at, given twice or holding anything", () => {
    expect(wrong({ utm_source: ["a", "b"], other: ["\0"] })).toEqual([]);
  });

  test("twenty errors are named at most, each with a code and a sentence", () => {
    const keys = Array.from({ length: 21 }, (_, i) => [`attr.K${i}`, ["v"]]);
    const outcome = listingPlan(Object.fromEntries([...keys, ["page", ["0"]]]));
    const errors = outcome.ok ? [] : outcome.errors;
    expect(errors).toHaveLength(20);
    for (const { code, message } of errors) expect([code, message]).not.toContain("");
  });

  test("an open end of the price is under no bound of the other", () => {
    expect(wrong({ price: ["-0"] })).toEqual([]);
    expect(wrong({ price: ["5-"] })).toEqual([]);
  });

  test("one attribute more than eight is refused", () => {
    const keys = Array.from({ length: 9 }, (_, i) => [`attr.k${i}`, ["v"]]);
    expect(wrong(Object.fromEntries(keys))).toEqual(["attr.k8"]);
    expect(wrong(Object.fromEntries(keys.slice(1)))).toEqual([]);
  });
});
