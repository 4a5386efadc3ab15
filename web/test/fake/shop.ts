/** A small believable shop for the fake gateway: products, categories and pictures, all derived, nothing random. */
import { createHash } from "node:crypto";
import {
  type Category,
  type Product,
  ProductCard,
  ProductFacts,
} from "@edgemart/contracts/catalog";
import { blanks } from "@edgemart/contracts/catalog-product-fields";
import type { Picture } from "@edgemart/contracts/images";
import type { Locale } from "@edgemart/contracts/locale";
import { rgbaToThumbHash } from "thumbhash";
import { CATEGORIES, ROWS, type Row } from "./rows.ts";

/** A picture that the fake CDN draws. */
export interface FakePicture {
  slug: string;
  category: string;
  hue: string;
  scene: "hero" | "setting" | "detail";
}

/** Which picture an id means; a picture server of a test reads this. */
export const PICTURES = new Map<string, FakePicture>();

function picture(row: Row, category: string, scene: FakePicture["scene"], alt: string): Picture {
  const id = createHash("sha256").update(`${row[0]}/${scene}`).digest("hex");
  PICTURES.set(id, { slug: row[0], category, hue: row[6], scene });
  const thumbhash = Buffer.from(blur(row[6])).toString("base64");
  return { id, alt, width: 1600, height: 1600, thumbhash };
}

/** A ThumbHash of a wall, a floor and something of the hue in the middle. */
function blur(hue: string): Uint8Array {
  const side = 16;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hue.slice(at, at + 2), 16));
  const rgba = Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    const inside = Math.hypot(x - 7.5, y - 8.5) < 4.5;
    return inside
      ? [red ?? 0, green ?? 0, blue ?? 0, 255]
      : y > 10
        ? [206, 188, 164, 255]
        : [226, 216, 202, 255];
  });
  return rgbaToThumbHash(side, side, rgba.flat());
}

function idOf(prefix: string, number: number): string {
  return `${prefix}_01k9z3v5e8f0r9t2m4w6${String(number).padStart(6, "0")}`;
}

/** All products in one language, in a fixed order. */
export function products(lang: Locale): Product[] {
  let number = 0;
  return CATEGORIES.flatMap(([categorySlug, ko, en]) =>
    (ROWS[categorySlug] ?? []).map((row) => {
      number += 1;
      return product(row, number, categorySlug, lang === "ko" ? ko : en, lang);
    }),
  );
}

function product(
  row: Row,
  number: number,
  category: string,
  categoryName: string,
  lang: Locale,
): Product {
  const [slug, ko, en, brand, won, before] = row;
  const title = lang === "ko" ? ko : en;
  const krw = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });
  const pictures = (["hero", "setting", "detail"] as const).map((scene) =>
    picture(row, category, scene, lang === "ko" ? `${ko} 사진` : `${en}, picture`),
  );
  const soldOut = number % 11 === 0;
  const sizes = number % 3 === 0 ? ["s", "m", "l"] : ["one"];
  const label = (key: string) =>
    ({
      s: lang === "ko" ? "작은 것" : "Small",
      m: lang === "ko" ? "보통" : "Medium",
      l: lang === "ko" ? "큰 것" : "Large",
    })[key] ?? "";
  return {
    id: idOf("prd", number),
    slug,
    title,
    brand,
    category: { slug: category, name: categoryName },
    price: krw(won),
    compareAtPrice: before ? krw(before) : null,
    priceVaries: sizes.length > 1,
    inStock: !soldOut,
    picture: pictures[0] ?? null,
    hoverPicture: pictures[1] ?? null,
    createdAt: new Date(Date.UTC(2026, 9, number)).toISOString(),
    description:
      lang === "ko"
        ? `${ko}입니다. 손에 닿는 느낌과 무게를 여러 번 고쳐 만들었습니다. 매일 꺼내 쓰기 좋은 크기이고, 오래 쓸수록 자리에 어울립니다.\n\n작은 공방에서 하나씩 만들기 때문에 색과 무늬가 조금씩 다를 수 있습니다.`
        : `${en}. Its weight and its feel in the hand were reworked many times. The size suits everyday use, and it settles into its place the longer it stays.\n\nMade one by one in a small workshop, so colour and pattern may differ slightly.`,
    pictures,
    options:
      sizes.length > 1
        ? [
            {
              key: "size",
              name: lang === "ko" ? "크기" : "Size",
              values: sizes.map((key) => ({ key, label: label(key) })),
            },
          ]
        : [],
    variants: sizes.map((size, index) => ({
      id: idOf("var", number * 10 + index),
      sku: `${slug}-${size}`.toUpperCase(),
      optionValues: sizes.length > 1 ? [size] : [],
      price: krw(won + index * 6000),
      compareAtPrice: before ? krw(before + index * 6000) : null,
      stock: soldOut ? "sold_out" : index === 1 ? "low_stock" : "in_stock",
      availableMax: soldOut ? 0 : 12,
      weightGrams: 420,
    })),
    attributes: [
      {
        key: "origin",
        name: lang === "ko" ? "만든 곳" : "Made in",
        value: "kr",
        label: lang === "ko" ? "대한민국" : "Korea",
      },
      {
        key: "material",
        name: lang === "ko" ? "소재" : "Material",
        value: "mixed",
        label: lang === "ko" ? "상세 설명 참고" : "See description",
      },
      {
        key: "care",
        name: lang === "ko" ? "관리" : "Care",
        value: "wipe",
        label: lang === "ko" ? "부드러운 천으로 닦기" : "Wipe with a soft cloth",
      },
    ],
    ...ProductFacts.parse(blanks),
    version: 1,
    updatedAt: new Date(Date.UTC(2026, 10, 1)).toISOString(),
  };
}

/** A product as lists show it. */
export function card(full: Product): ProductCard {
  return ProductCard.parse(full);
}

/** Gives the categories in a language. */
export function categories(lang: Locale): Category[] {
  return CATEGORIES.map(([slug, ko, en]) => {
    const own = products(lang).filter((item) => item.category.slug === slug);
    return {
      slug,
      name: lang === "ko" ? ko : en,
      description: "",
      parentSlug: null,
      productCount: own.length,
      picture: own[1]?.pictures[1] ?? null,
    };
  });
}
