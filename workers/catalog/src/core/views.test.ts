/** Rows as shoppers see them. */
import { Product, ProductCard, ProductFacts, ProductListing } from "@edgemart/contracts/catalog";
import { blanks } from "@edgemart/contracts/catalog-product-fields";
import { VariantCard } from "@edgemart/contracts/variant-card";
import { describe, expect, test } from "vitest";
import { listing } from "./listing.ts";
import { listingPlan } from "./listing-plan.ts";
import { product } from "./product.ts";
import { category, productCard } from "./product-card.ts";
import type { ListingRows, MediaRow, ProductRow } from "./rows.ts";
import { SHOWN_STEPS, shownStock, stockState } from "./shown-stock.ts";
import { suggestions } from "./suggestions.ts";
import { variantCard } from "./variant-card.ts";

const media: MediaRow = {
  id: "a".repeat(64),
  alt: { ko: "사진", en: "" },
  width: 1600,
  height: 1200,
  thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
};

const row: ProductRow = {
  id: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc",
  slug: "mug",
  title: { ko: "머그컵", en: "" },
  brand: { ko: "옹기", en: "Onggi" },
  category: { slug: "mugs", name: { ko: "머그컵", en: "Mugs" } },
  priceMinor: 12_000,
  priceMaxMinor: 15_000,
  compareAtMinor: null,
  currency: "KRW",
  inStock: true,
  createdAt: "2026-11-20T09:00:00.123+00:00",
  media: [media],
  description: { ko: "설명", en: "Words" },
  options: [
    {
      key: "size",
      name: { ko: "크기", en: "Size" },
      values: [{ key: "l", label: { ko: "대", en: "Large" } }],
    },
  ],
  variants: [
    {
      id: "var_01k9z3v5e8f0r9t2m4w6y8a1bc",
      sku: "MUG-L",
      optionValues: ["l"],
      priceMinor: 12_000,
      compareAtMinor: 14_000,
      currency: "KRW",
      weightGrams: 300,
      available: 250,
    },
  ],
  attributes: [
    { key: "m", name: { ko: "소재", en: "Material" }, value: "c", label: { ko: "도자", en: "" } },
  ],
  ...ProductFacts.parse(blanks),
  tags: ["gift"],
  version: 3,
  updatedAt: "2026-11-20T09:00:00+00:00",
};

describe("storefront 1: catalog: views", () => {
  test("every view is what the contract says", () => {
    ProductCard.strict().parse(productCard(row, "ko"));
    Product.strict().parse(product(row, "en"));
  });

  test("a missing text is taken from the other language, everywhere", () => {
    const seen = product(row, "en");
    expect([seen.title, seen.brand, seen.pictures[0]?.alt, seen.attributes[0]?.label]).toEqual([
      "머그컵",
      "Onggi",
      "사진",
      "도자",
    ]);
  });

  test("the exact stock is not told: at most 99 at once, and one of three states", () => {
    expect(product(row, "ko").variants[0]).toMatchObject({ stock: "in_stock", availableMax: 99 });
    expect([-1, 0, 1, 5, 6].map(stockState)).toEqual([
      "sold_out",
      "sold_out",
      "low_stock",
      "low_stock",
      "in_stock",
    ]);
  });

  test("row 6: what is shown is never above the level, exact while little is left, and steps rarely", () => {
    for (let level = 0; level <= 200; level++) {
      expect(shownStock(level)).toBeLessThanOrEqual(level);
      expect(shownStock(level) > 0).toBe(level > 0);
      if (level <= 6) expect(shownStock(level)).toBe(level);
    }
    expect(shownStock(-3)).toBe(0);
    const steps = Array.from({ length: 10_000 }, (_, level) => shownStock(level));
    expect(new Set(steps).size).toBe(SHOWN_STEPS.length + 1);
    // Each of the three states begins where a step does.
    for (let level = 1; level <= 200; level++) {
      if (stockState(level) !== stockState(level - 1)) {
        expect(shownStock(level)).not.toBe(shownStock(level - 1));
      }
    }
  });

  test("a price varies when some variant costs more", () => {
    expect(productCard(row, "ko").priceVaries).toBe(true);
    expect(productCard({ ...row, priceMaxMinor: 12_000 }, "ko").priceVaries).toBe(false);
  });

  test("without pictures there is none", () => {
    const bare = productCard({ ...row, media: [] }, "ko");
    expect([bare.picture, bare.hoverPicture]).toEqual([null, null]);
    const shelf = { slug: "mugs", name: row.title, description: row.title, parentSlug: null };
    expect(category({ ...shelf, productCount: 0, media: null }, "ko").picture).toBeNull();
  });
});

describe("a variant as a cart shows it", () => {
  const [variant] = row.variants;
  if (!variant) throw new Error("the product has a variant");
  const { id: _, weightGrams: __, ...of } = variant;
  const { slug, title, brand, options } = row;
  const kept = { ...of, slug, title, brand, options, media, isSold: true };

  test("says what it is called and costs, and how many can be bought", () => {
    expect(VariantCard.strict().parse(variantCard(kept, "en"))).toMatchObject({
      ...{ sku: "MUG-L", slug: "mug", title: "머그컵", options: ["Large"], isSold: true },
      price: { amountMinor: 12_000, currency: "KRW" },
      compareAtPrice: { amountMinor: 14_000, currency: "KRW" },
      ...{ stock: "in_stock", availableMax: 99, picture: { alt: "사진" } },
    });
    expect(variantCard({ ...kept, compareAtMinor: null }, "ko").compareAtPrice).toBeNull();
    expect(variantCard({ ...kept, media: null }, "ko").picture).toBeNull();
  });

  test.each([
    [true, 3, "low_stock", 3],
    [true, -2, "sold_out", 0],
    [false, 250, "sold_out", 0],
  ])("sold: %s, with %i left: %s, at most %i", (isSold, available, stock, availableMax) => {
    expect(variantCard({ ...kept, isSold, available }, "ko")).toMatchObject({
      ...{ stock, availableMax, isSold },
    });
  });

  test("leaves out a value that its product no longer has", () => {
    expect(variantCard({ ...kept, optionValues: ["xl"] }, "ko").options).toEqual([]);
    expect(variantCard({ ...kept, optionValues: ["l", "red"] }, "ko").options).toEqual(["대"]);
  });
});

test("suggestions are products with their picture, and categories, in one language", () => {
  const { slug, title } = row;
  const products = [media, null].map((each) => ({ slug, title, media: each }));
  const rows = { products, categories: [{ slug: "mugs", name: { ko: "머그컵", en: "Mugs" } }] };
  const shown = suggestions(rows, "en");
  expect(shown.categories).toEqual([{ slug: "mugs", name: "Mugs" }]);
  expect(shown.products.map((each) => [each.slug, each.title, each.picture?.id])).toEqual([
    ["mug", "머그컵", media.id],
    ["mug", "머그컵", undefined],
  ]);
  expect(shown.products[1]?.picture).toBeNull();
});

describe("storefront 3, 4: catalog: a listing's frame", () => {
  const planned = listingPlan({ brand: ["b60"] });
  if (!planned.ok) throw new Error("the query is right");
  const { plan } = planned;
  const rows: ListingRows = {
    total: 2401,
    items: [row],
    price: { min: 1, max: 2 },
    categories: [],
    brands: Array.from({ length: 60 }, (_, i) => ({
      key: `b${i + 1}`,
      label: { ko: `B${i}`, en: "" },
      count: 1,
    })),
    attributes: [],
    inStock: 7,
  };

  test("pages end at 100, the total does not", () => {
    const page = ProductListing.parse(listing(rows, plan));
    expect([page.total, page.pageCount]).toEqual([2401, 100]);
    expect(listing({ ...rows, total: 2400 }, plan).pageCount).toBe(100);
    expect(listing({ ...rows, total: 49 }, plan).pageCount).toBe(3);
    expect(listing({ ...rows, total: 0 }, plan).pageCount).toBe(0);
  });

  test("a facet shows 50 values and every chosen one", () => {
    const brand = listing(rows, plan).facets.find((facet) => facet.key === "brand");
    expect(brand?.values).toHaveLength(51);
    expect(brand?.values.at(-1)).toMatchObject({ key: "b60", selected: true });
  });

  test("each filter is a facet, and what is chosen of it is marked", () => {
    const counted = (key: string) => ({ key, label: { ko: key, en: "" }, count: 2 });
    const name = { ko: "색", en: "Colour" };
    const attributes = ["colour", "size"].map((key) => ({
      ...{ key, name, values: [counted("a"), counted("b")] },
    }));
    const all = { ...rows, brands: [], categories: [counted("mugs")], attributes };
    const chosenBy = (query: Record<string, string[]>) => {
      const outcome = listingPlan(query);
      if (!outcome.ok) throw new Error("the query is right");
      return listing(all, outcome.plan).facets.map(({ key, values }) => [
        key,
        values.filter(({ selected }) => selected).map((value) => value.key),
      ]);
    };
    expect(chosenBy({})).toEqual(
      ["category", "brand", "attr.colour", "attr.size", "stock"].map((key) => [key, []]),
    );
    expect(chosenBy({ category: ["mugs"], "attr.size": ["b"], stock: ["in"] })).toEqual([
      ["category", ["mugs"]],
      ["brand", []],
      ["attr.colour", []],
      ["attr.size", ["b"]],
      ["stock", ["in"]],
    ]);
    expect(listing(all, plan).facets.at(-1)?.values).toEqual([
      { key: "in", label: "구매 가능", count: 7, selected: false },
    ]);
  });
});
