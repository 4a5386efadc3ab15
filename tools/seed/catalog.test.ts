import { describe, expect, test } from "vitest";
import {
  ATTRIBUTES,
  brands,
  COLOURS,
  categories,
  FEATURES,
  MATERIALS,
  products,
  scaled,
} from "./catalog.ts";
import { members } from "./members.ts";
import type { Bilingual } from "./types.ts";

const HANGUL = /[가-힣]/;
const allSkus = (): string[] => products.flatMap(({ variants }) => variants.map(({ sku }) => sku));

function expectBilingual({ ko, en }: Bilingual, hangul = true): void {
  expect(ko.length).toBeGreaterThan(0);
  expect(en.length).toBeGreaterThan(0);
  if (hangul) expect(ko).toMatch(HANGUL);
  expect(en).not.toMatch(HANGUL);
}

describe("the catalog", () => {
  test("has eight categories with at least sixteen products each", () => {
    expect(categories).toHaveLength(8);
    expect(products.length).toBeGreaterThanOrEqual(128);
    for (const { slug } of categories) {
      expect(products.filter((p) => p.categorySlug === slug).length).toBeGreaterThanOrEqual(16);
    }
  });

  test("never repeats a slug, a SKU, a title or a description", () => {
    for (const list of [
      products.map((p) => p.slug),
      allSkus(),
      products.map((p) => p.title.ko),
      products.map((p) => p.title.en),
      products.map((p) => p.description.ko),
      products.map((p) => p.description.en),
    ]) {
      expect(new Set(list).size).toBe(list.length);
    }
  });

  test("says everything in both languages, Korean in Hangul", () => {
    for (const { name, description } of categories) {
      expectBilingual(name);
      expectBilingual(description);
    }
    for (const product of products) {
      expectBilingual(product.title);
      expectBilingual(product.description);
      for (const { name, values } of product.options) {
        expectBilingual(name);
        for (const { label } of values) expectBilingual(label, false);
      }
      for (const { attributeLabel, valueLabel } of product.attributes) {
        expectBilingual(attributeLabel);
        expectBilingual(valueLabel);
      }
    }
  });

  test("describes each product in two to four sentences", () => {
    for (const { slug, description } of products) {
      const count = description.ko.match(/[.?!](?=\s|$)/g)?.length ?? 0;
      expect(count, slug).toBeGreaterThanOrEqual(2);
      expect(count, slug).toBeLessThanOrEqual(4);
    }
  });

  test("prices in whole won, and a former price lies above the present one", () => {
    for (const { sku, priceMinor, compareAtPriceMinor, stock, weightGrams } of products.flatMap(
      (p) => p.variants,
    )) {
      expect(Number.isSafeInteger(priceMinor) && priceMinor > 0, sku).toBe(true);
      if (compareAtPriceMinor !== null)
        expect(compareAtPriceMinor, sku).toBeGreaterThan(priceMinor);
      expect(Number.isSafeInteger(stock) && stock >= 0, sku).toBe(true);
      expect(weightGrams, sku).toBeGreaterThan(0);
    }
  });

  test("has goods that are sold out and goods that nearly are", () => {
    const stocks = products.flatMap((p) => p.variants.map(({ stock }) => stock));
    expect(stocks.filter((stock) => stock === 0).length).toBeGreaterThan(5);
    expect(stocks.filter((stock) => stock > 0 && stock < 6).length).toBeGreaterThan(10);
  });

  test("uses only known attributes, values and brands", () => {
    const known: Record<string, object> = {
      material: MATERIALS,
      colour: COLOURS,
      feature: FEATURES,
    };
    for (const { attributes, brand } of products) {
      expect(brands.map(({ name }) => name)).toContain(brand);
      for (const { attribute, value } of attributes) {
        expect(Object.keys(ATTRIBUTES)).toContain(attribute);
        expect(Object.keys(known[attribute] ?? {})).toContain(value);
      }
    }
  });

  test("makes every option combination once, or names it as missing", () => {
    for (const { slug, options, variants, missing } of products) {
      const all = options.reduce<string[]>(
        (rows, { values }) => rows.flatMap((row) => values.map(({ key }) => `${row}/${key}`)),
        [""],
      );
      const found = [...variants.map((v) => v.optionValues), ...missing].map((values) =>
        ["", ...values].join("/"),
      );
      expect(found.sort(), slug).toEqual(all.sort());
    }
    expect(products.some(({ missing }) => missing.length > 0)).toBe(true);
  });

  test("spreads its dates over two years up to 1 November 2026", () => {
    const dates = products.map(({ createdAt }) => createdAt).sort();
    expect((dates[0] ?? "") >= "2024-11-01").toBe(true);
    expect((dates.at(-1) ?? "") <= "2026-11-01T00:00:00.000Z").toBe(true);
  });

  test("fills every collection", () => {
    for (const name of ["new", "featured", "gift"] as const) {
      expect(products.filter((p) => p.collections.includes(name)).length).toBeGreaterThanOrEqual(8);
    }
  });
});

describe("the scaled catalog", () => {
  test("streams unique slugs and SKUs, the same each time", () => {
    const made = [...scaled(1000)];
    const skus = made.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(1000);
    expect(new Set(skus).size).toBe(skus.length);
    expect(JSON.stringify([...scaled(50)])).toBe(JSON.stringify(made.slice(0, 50)));
    for (const { priceMinor, compareAtPriceMinor } of made.flatMap(({ variants }) => variants)) {
      if (compareAtPriceMinor !== null) expect(compareAtPriceMinor).toBeGreaterThan(priceMinor);
    }
  });
});

describe("the members", () => {
  test("are 400 with distinct ASCII addresses at reserved domains", () => {
    expect(members).toHaveLength(400);
    expect(new Set(members.map(({ email }) => email)).size).toBe(400);
    for (const { email } of members) expect(email).toMatch(/^[a-z.]+[0-9]{3}@example\.(com|kr)$/);
    expect(members.some(({ locale }) => locale === "en")).toBe(true);
  });
});
