/** A small made-up catalog in the shapes of the seed, the same at every run. */

import type {
  SeedBrand,
  SeedCategory,
  SeedOption,
  SeedProduct,
  SeedVariant,
} from "../../../tools/seed/types.ts";
import type { RenderedPicture } from "../../../tools/seed-load/product-rows.ts";

const CATEGORY_NAMES = [
  ["kitchen", "주방", "Kitchen"],
  ["mugs", "머그컵", "Mugs"],
  ["audio", "음향기기", "Audio"],
  ["furniture", "가구", "Furniture"],
] as const;
const BRAND_NAMES = ["Onggi Works", "Hanok", "Byul", "Noon"];
const THINGS = [
  ["mugs", "세라믹 머그컵", "Ceramic mug"],
  ["kitchen", "스텐 텀블러", "Steel tumbler"],
  ["audio", "무선 이어폰", "Wireless earphones"],
  ["furniture", "참나무 의자", "Oak chair"],
  ["kitchen", "무쇠 냄비", "Cast iron pot"],
] as const;
const COLOURS = [
  ["white", "화이트", "White"],
  ["navy", "네이비", "Navy"],
  ["sand", "샌드", "Sand"],
] as const;
const MATERIALS = [
  ["ceramic", "도자기", "Ceramic"],
  ["steel", "스테인리스", "Stainless steel"],
  ["oak", "참나무", "Oak"],
] as const;

export const categories: SeedCategory[] = CATEGORY_NAMES.map(([slug, ko, en], i) => ({
  slug,
  name: { ko, en },
  description: { ko: `${ko} 모음`, en: `All ${en.toLowerCase()}` },
  sortOrder: i + 1,
}));

export const brands: SeedBrand[] = BRAND_NAMES.map((name) => ({
  key: name.toLowerCase().replaceAll(" ", "-"),
  name,
  story: { ko: "", en: "" },
}));

const COLOUR_OPTION: SeedOption = {
  key: "colour",
  name: { ko: "색상", en: "Colour" },
  values: COLOURS.map(([key, ko, en]) => ({ key, label: { ko, en } })),
};

export const products: SeedProduct[] = Array.from({ length: 150 }, (_, i) => fixtureProduct(i));

/** Numbers that look drawn by lot and are not. */
function lot(i: number, of: number): number {
  return (Math.imul(i + 1, 2654435761) >>> 8) % of;
}

/** Makes product number `i`, the same at each call. */
export function fixtureProduct(i: number): SeedProduct {
  const [categorySlug, ko, en] = THINGS[lot(i, THINGS.length)] ?? THINGS[0];
  const [colour, colourKo, colourEn] = COLOURS[lot(i * 7, COLOURS.length)] ?? COLOURS[0];
  const [material, materialKo, materialEn] =
    MATERIALS[lot(i * 13, MATERIALS.length)] ?? MATERIALS[0];
  return {
    slug: `${en.toLowerCase().replaceAll(" ", "-")}-${i}`,
    brand: BRAND_NAMES[lot(i * 3, BRAND_NAMES.length)] ?? "",
    title: { ko: `${ko} ${i}호`, en: i % 10 === 0 ? "" : `${en} no. ${i}` },
    description: { ko: `매일 쓰는 ${ko}`, en: `An everyday ${en.toLowerCase()}` },
    categorySlug,
    tags: ["everyday"],
    attributes: [
      {
        attribute: "colour",
        value: colour,
        attributeLabel: { ko: "색상", en: "Colour" },
        valueLabel: { ko: colourKo, en: colourEn },
      },
      {
        attribute: "material",
        value: material,
        attributeLabel: { ko: "소재", en: "Material" },
        valueLabel: { ko: materialKo, en: materialEn },
      },
    ],
    options: [COLOUR_OPTION],
    variants: COLOURS.slice(0, 1 + lot(i * 5, 3)).map(([key], n) => variant(i, key, n)),
    missing: [],
    currency: "KRW",
    popularity: lot(i * 11, 1000),
    createdAt: new Date(Date.UTC(2026, 0, 1) + lot(i * 17, 300) * 86_400_000).toISOString(),
    collections: i % 9 === 0 ? ["featured"] : [],
    hues: ["#ffffff"],
  };
}

function variant(i: number, colour: string, n: number): SeedVariant {
  const priceMinor = (5 + lot(i * 19, 60) + n) * 1000;
  return {
    sku: `SKU-${i}-${colour}`,
    optionValues: [colour],
    priceMinor,
    compareAtPriceMinor: i % 4 === 0 ? priceMinor + 5000 : null,
    stock: i % 6 === 0 ? 0 : lot(i * 23 + n, 130),
    weightGrams: 300,
  };
}

/** Makes the records of two pictures of a product; no picture is drawn. */
export function picturesOf(slug: string): RenderedPicture[] {
  return ["a", "b"].map((sign, n) => ({
    sha256: Buffer.from(`${slug}${sign}`).toString("hex").slice(0, 64).padEnd(64, String(n)),
    width: 1600,
    height: 1600,
    thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
    alt: { ko: `${slug} 사진 ${n}`, en: `Picture ${n} of ${slug}` },
  }));
}
