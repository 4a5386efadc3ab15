import { describe, expect, test } from "vitest";
import { listingPath, listingState, pageLinks } from "./listing-query.ts";
import { discountPercent, formatMoney } from "./money.ts";

const krw = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });

describe("prices", () => {
  test("are written as each language writes them", () => {
    expect(formatMoney(krw(24000), "ko")).toBe("24,000원");
    expect(formatMoney(krw(24000), "en")).toBe("₩24,000");
    expect(formatMoney({ amountMinor: 1999, currency: "USD" }, "en")).toBe("$19.99");
  });
  test("a saving is never rounded up, and nothing is no saving", () => {
    expect(discountPercent(krw(8001), krw(10000))).toBe(19);
    expect(discountPercent(krw(9999), krw(10000))).toBeNull();
    expect(discountPercent(krw(10000), krw(9000))).toBeNull();
    expect(discountPercent(krw(1), null)).toBeNull();
    expect(discountPercent(krw(0), krw(0))).toBeNull();
  });
});

describe("a listing's address", () => {
  test("what is read is what is written", () => {
    const state = { q: "mug & bowl", category: "tea-coffee", sort: "-price" as const, page: 3 };
    const url = new URL(listingPath("ko", state), "http://x");
    expect(listingState(Object.fromEntries(url.searchParams))).toEqual(state);
  });
  test("wrong values are forgotten, not errors", () => {
    expect(listingState({ page: "1e9", sort: "evil", category: "../x", q: ["a", "b"] })).toEqual({
      q: "a",
      category: null,
      sort: null,
      page: 1,
    });
  });
  test("defaults are not written", () => {
    expect(listingPath("en", listingState({ page: "1", q: " " }))).toBe("/en/products");
  });
  test("page links show the ends, the neighbours and the gaps between", () => {
    expect(pageLinks(6, 20)).toEqual([1, null, 5, 6, 7, null, 20]);
    expect(pageLinks(1, 3)).toEqual([1, 2, 3]);
    expect(pageLinks(1, 1)).toEqual([1]);
    expect(pageLinks(100, 400).at(-1)).toBe(100);
  });
});
