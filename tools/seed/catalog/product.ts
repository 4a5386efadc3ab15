/** Turns a written item into a full product: options, variants, stock, dates; deterministic, no clock. */
import { chance } from "@edgemart/demo-pictures/drawing/geometry";
import type {
  SeedAttribute,
  SeedCollection,
  SeedOption,
  SeedProduct,
  SeedVariant,
} from "../types.ts";
import { brandName } from "./brands.ts";
import type { Item } from "./item.ts";
import { SIZES } from "./sizes.ts";
import { ATTRIBUTES, COLOURS, FEATURES, MATERIALS } from "./words.ts";

/** The shop's newest day; every date is in the two years before it. */
export const NEWEST = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;
const NEW_DAYS = 75;

/**
 * Builds a product.
 *
 * @param number running number in the catalog, from 1; part of every SKU and so of their uniqueness
 */
export function productOf(item: Item, categorySlug: string, number: number): SeedProduct {
  const random = chance(item.slug);
  const options = optionsOf(item);
  const combinations = combine(options);
  // Three options or fewer in a colour stay complete; of larger tables one corner is not made.
  const missing = combinations.length >= 6 && random() < 0.5 ? combinations.slice(-1) : [];
  const made = combinations.filter((values) => !missing.includes(values));
  const ageDays = Math.floor(random() ** 1.4 * 720);
  const createdAt = new Date(NEWEST - ageDays * DAY - Math.floor(random() * 36) * 900_000);
  return {
    slug: item.slug,
    brand: brandName(item.brand),
    title: { ko: item.ko[0], en: item.en[0] },
    description: { ko: item.ko[1], en: item.en[1] },
    categorySlug,
    tags: item.tags,
    attributes: attributesOf(item),
    options,
    variants: made.map((values) => variantOf(item, values, number, random)),
    missing,
    currency: "KRW",
    popularity: Math.floor(20 + 900 * random() ** 2 + (item.featured ? 400 : 0)),
    createdAt: createdAt.toISOString(),
    collections: collectionsOf(item, ageDays),
    hues: item.colours.map((key) => COLOURS[key].hex),
  };
}

function optionsOf(item: Item): SeedOption[] {
  const options: SeedOption[] = [];
  if (item.colours.length > 1) {
    options.push({
      key: "colour",
      name: ATTRIBUTES.colour,
      values: item.colours.map((key) => ({ key, label: labelOf(COLOURS[key]) })),
    });
  }
  if (item.sizes) {
    const { key, ko, en, values } = SIZES[item.sizes];
    options.push({
      key,
      name: { ko, en },
      values: values.map((value) => ({ key: value.key, label: labelOf(value) })),
    });
  }
  return options;
}

function combine(options: readonly SeedOption[]): string[][] {
  return options.reduce<string[][]>(
    (rows, option) => rows.flatMap((row) => option.values.map((value) => [...row, value.key])),
    [[]],
  );
}

function variantOf(
  item: Item,
  values: readonly string[],
  number: number,
  random: () => number,
): SeedVariant {
  const sizes = item.sizes ? SIZES[item.sizes].values : [];
  const factor = sizes.find((size) => size.key === values.at(-1))?.factor ?? 1;
  const won = (price: number): number => Math.round((price * factor) / 1000) * 1000;
  const code = item.brand.slice(0, 3).toUpperCase();
  const parts = [
    code,
    String(number).padStart(4, "0"),
    ...values.map((value) => value.toUpperCase()),
  ];
  return {
    sku: parts.join("-"),
    optionValues: values,
    priceMinor: won(item.price),
    compareAtPriceMinor: item.was ? won(item.was) : null,
    stock: stockOf(random()),
    weightGrams: Math.round((item.grams * factor ** 0.9) / 10) * 10,
  };
}

/** One in fourteen sold out, one in eight nearly so. */
function stockOf(share: number): number {
  if (share < 0.07) return 0;
  if (share < 0.2) return 1 + Math.floor((share - 0.07) * 38);
  return 8 + Math.floor((share - 0.2) * 160);
}

function attributesOf(item: Item): SeedAttribute[] {
  const of = (
    attribute: keyof typeof ATTRIBUTES,
    value: string,
    words: { ko: string; en: string },
  ): SeedAttribute => ({
    attribute,
    value,
    attributeLabel: ATTRIBUTES[attribute],
    valueLabel: labelOf(words),
  });
  return [
    of("material", item.material, MATERIALS[item.material]),
    ...item.colours.map((key) => of("colour", key, COLOURS[key])),
    ...item.features.map((key) => of("feature", key, FEATURES[key])),
  ];
}

function collectionsOf(item: Item, ageDays: number): SeedCollection[] {
  const collections: SeedCollection[] = [];
  if (item.featured) collections.push("featured");
  if (item.tags.includes("gift")) collections.push("gift");
  if (ageDays <= NEW_DAYS) collections.push("new");
  return collections;
}

function labelOf({ ko, en }: { ko: string; en: string }): { ko: string; en: string } {
  return { ko, en };
}
