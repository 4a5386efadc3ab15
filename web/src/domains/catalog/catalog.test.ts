import { type Category, ListingQuery } from "@edgemart/contracts/catalog";
import { PAGE_MAX } from "@edgemart/contracts/page";
import { describe, expect, test } from "vitest";
import { discountPercent, formatLeast, formatMoney } from "#components/money.ts";
import { isNowhere, isUnknownCategory } from "./listing-places.ts";
import {
  askedParams,
  isFiltered,
  LISTING_BOUNDS,
  type ListingState,
  listingParams,
  listingPath,
  listingState,
  pageLinks,
  unfiltered,
  without,
} from "./listing-query.ts";

const krw = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });

describe("prices", () => {
  test("are written as each language writes them", () => {
    expect(formatMoney(krw(24000), "ko")).toBe("24,000원");
    expect(formatMoney(krw(24000), "en")).toBe("₩24,000");
    expect(formatMoney({ amountMinor: 1999, currency: "USD" }, "en")).toBe("$19.99");
    expect(formatLeast(krw(24000), "ko", "부터")).toBe("24,000원부터");
    expect(formatLeast(krw(24000), "en", "from")).toBe("from ₩24,000");
  });
  test("a saving is never rounded up, and nothing is no saving", () => {
    expect(discountPercent(krw(8001), krw(10000))).toBe(19);
    expect(discountPercent(krw(9999), krw(10000))).toBeNull();
    expect(discountPercent(krw(10000), krw(9000))).toBeNull();
    expect(discountPercent(krw(1), null)).toBeNull();
    expect(discountPercent(krw(0), krw(0))).toBeNull();
  });
});

const NO_CHOICE = { chosen: {}, min: null, max: null, unread: {}, inStock: false };
const read = (query: string) => {
  const params = new URLSearchParams(query);
  return listingState(
    Object.fromEntries([...params.keys()].map((name) => [name, params.getAll(name)])),
  );
};

describe("storefront 18: a listing's address", () => {
  test("what is read is what is written", () => {
    const state: ListingState = {
      q: "mug & bowl",
      category: "tea-coffee",
      chosen: { "attr.material": ["oak", "steel"], brand: ["noon", "온다요"] },
      unread: {},
      min: 10_000,
      max: null,
      inStock: true,
      sort: "-price",
      page: 3,
    };
    const path = listingPath("ko", state);
    expect(read(path.split("?")[1] ?? "")).toEqual(state);
    expect(listingPath("ko", read(path.split("?")[1] ?? ""))).toBe(path);
  });
  test("equal choices have equal addresses, as a form writes them too", () => {
    const same = [
      "attr.material=oak&brand=b&brand=a&min=1000&max=&q=mug&category=&sort=",
      "q=mug&brand=a,b&price=1000-&attr.material=oak,oak",
      "brand=b,a&q=+mug&attr.material=oak&price=1000-&page=1",
    ].map((query) => listingPath("ko", read(query)));
    expect(new Set(same)).toEqual(
      new Set(["/ko/products?q=mug&attr.material=oak&brand=a,b&price=1000-"]),
    );
  });
  test.each([
    [
      "page=1e9&sort=evil&category=../x&q=a&q=b",
      { q: "a", category: null, sort: null, page: 1, ...NO_CHOICE },
    ],
    ["page=0", { q: "", category: null, sort: null, page: 1, ...NO_CHOICE }],
    // Past the end of any list: it stays there, where the page is answered 404 (B13).
    [
      "page=101&price=a-b&stock=out",
      { q: "", category: null, sort: null, page: 100, ...NO_CHOICE },
    ],
    ["page=99999999999999999999", { q: "", category: null, sort: null, page: 100, ...NO_CHOICE }],
    [
      "attr.=x&attr.A=x&attr.__proto__=x&brand=%3Cscript%3E&brand=,,,",
      { q: "", category: null, sort: null, page: 1, ...NO_CHOICE },
    ],
    [
      "q=%00mug%00&min=-5&max=1.5",
      {
        ...{ q: "mug", category: null, sort: null, page: 1, ...NO_CHOICE },
        unread: { min: "-5", max: "1.5" },
      },
    ],
  ])("hostile %j is forgotten, not an error", (query, state) => {
    expect(read(query)).toEqual(state);
  });
  test("prices as they are printed are read; what is none is kept as it was typed, and asked of nobody", () => {
    for (const typed of ["30,000", "30000원", "₩30,000", "30 000", "３０，０００"]) {
      const state = read(`min=${encodeURIComponent(typed)}`);
      expect([typed, listingPath("ko", state)]).toEqual([typed, "/ko/products?price=30000-"]);
    }
    const state = read("min=cheap&max=5000");
    expect(listingPath("ko", state)).toBe("/ko/products?price=-5000&min=cheap");
    expect(read("price=-5000&min=cheap")).toEqual(state);
    expect(askedParams(state)).toEqual({ price: "-5000" });
    expect(listingPath("ko", unfiltered(state))).toBe("/ko/products");
  });
  test("crossed prices are put right, and bounds hold", () => {
    expect(read("min=5000&max=1000")).toMatchObject({ min: 1000, max: 5000 });
    const many = read([...Array(40).keys()].map((n) => `attr.a${n}=x&brand=b${n}`).join("&"));
    expect(Object.keys(many.chosen)).toHaveLength(LISTING_BOUNDS.attributesMax);
    expect(
      read([...Array(40).keys()].map((n) => `brand=b${n}`).join("&")).chosen.brand,
    ).toHaveLength(LISTING_BOUNDS.valuesMax);
    expect(LISTING_BOUNDS.pageMax).toBe(PAGE_MAX);
    const query = ListingQuery.safeParse(listingParams(many));
    expect(query.error).toBeUndefined();
  });
  test("a choice is taken back alone, all of them together", () => {
    const state = read("q=mug&brand=a,b&attr.material=oak&min=5&stock=in&sort=price&page=4");
    expect(listingPath("ko", without(state, "brand", "a"))).toBe(
      "/ko/products?q=mug&attr.material=oak&brand=b&price=5-&stock=in&sort=price",
    );
    expect(listingPath("ko", unfiltered(state))).toBe("/ko/products?q=mug&sort=price");
    expect([isFiltered(state), isFiltered(unfiltered(state))]).toEqual([true, false]);
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

describe("storefront B13: addresses of a listing that are no place", () => {
  const state = (query: string) => read(query);
  const facets = [
    { key: "brand", name: "", values: [{ key: "onda", label: "", count: 0, selected: true }] },
    {
      key: "attr.material",
      name: "",
      values: [{ key: "oak", label: "", count: 2, selected: true }],
    },
  ];
  test.each([
    ["", 3, false],
    ["page=3", 3, false],
    ["page=4", 3, true],
    ["page=101", 3, true],
    ["page=2", 0, true],
    ["", 0, false],
    ["q=nothing", 0, false],
    ["brand=onda", 0, false],
    ["brand=onda,nobody", 1, true],
    ["attr.material=oak", 1, false],
    ["attr.material=moon", 1, true],
    ["attr.moon=oak", 1, true],
  ])("%s of %i pages: nowhere %s", (query, pageCount, wanted) => {
    expect(isNowhere(state(query), { pageCount, facets })).toBe(wanted);
  });
  test("a category nobody knows is none, and without an answer nobody can tell", () => {
    const known = [{ slug: "lamps" }] as Category[];
    const asked = ["category=lamps", "category=moon", ""].map((query) =>
      isUnknownCategory(state(query), known),
    );
    expect(asked).toEqual([false, true, false]);
    expect(isUnknownCategory(state("category=moon"), null)).toBe(false);
  });
});
