/** A small believable shop for the fake gateway: products, categories and pictures, all derived, nothing random. */
import { createHash } from "node:crypto";
import type { Category, Product, ProductCard } from "@edgemart/contracts/catalog";
import type { Picture } from "@edgemart/contracts/images";
import type { Locale } from "@edgemart/contracts/locale";
import { rgbaToThumbHash } from "thumbhash";

type Row = [
  slug: string,
  ko: string,
  en: string,
  brand: string,
  won: number,
  before: number,
  hue: string,
];

const CATEGORIES: [slug: string, ko: string, en: string][] = [
  ["tableware", "그릇", "Tableware"],
  ["tea-coffee", "차와 커피", "Tea & coffee"],
  ["kitchen", "주방", "Kitchen"],
  ["lighting-home", "조명과 소품", "Lighting & home"],
  ["stationery", "문구", "Stationery"],
  ["textiles-bags", "패브릭과 가방", "Textiles & bags"],
  ["body-scent", "몸과 향", "Body & scent"],
  ["outdoor-picnic", "나들이", "Outdoor"],
];

const ROWS: Record<string, Row[]> = {
  tableware: [
    ["moon-jar", "달항아리 화병", "Moon jar vase", "온다요", 128000, 0, "#f1ece2"],
    ["dalmaji-mug", "달맞이 머그", "Dalmaji mug", "온다요", 26000, 32000, "#e9dfcb"],
    [
      "gyeol-rice-bowl",
      "결 뚜껑 밥그릇",
      "Gyeol lidded rice bowl",
      "결작업실",
      38000,
      0,
      "#b5654a",
    ],
    ["ripple-tumbler", "잔물결 유리컵", "Ripple glass tumbler", "맑음유리", 18000, 0, "#cfd8d6"],
  ],
  "tea-coffee": [
    ["round-teapot", "둥근 찻주전자", "Round teapot", "온다요", 74000, 0, "#3f5b53"],
    ["gaiwan-celadon", "청자 개완", "Celadon gaiwan", "비색요", 59000, 69000, "#a9c2b0"],
    [
      "gooseneck-kettle",
      "가는 부리 드립 주전자",
      "Gooseneck kettle",
      "느린아침",
      89000,
      0,
      "#2f3634",
    ],
    [
      "stovetop-moka-pot",
      "모카포트 3인용",
      "Stovetop moka pot, 3 cups",
      "느린아침",
      46000,
      0,
      "#b9bec0",
    ],
  ],
  kitchen: [
    ["end-grain-board", "마구리 도마", "End-grain board", "나무결", 98000, 0, "#b98555"],
    ["enamel-pot", "법랑 양수냄비", "Enamel pot", "한솥", 67000, 82000, "#c8503a"],
    [
      "beech-pepper-mill",
      "너도밤나무 후추 그라인더",
      "Beech pepper mill",
      "나무결",
      34000,
      0,
      "#d8b07c",
    ],
    ["linen-apron", "리넨 앞치마", "Linen apron", "오후의천", 52000, 0, "#6d7f86"],
  ],
  "lighting-home": [
    [
      "mushroom-table-lamp",
      "버섯 탁상 조명",
      "Mushroom table lamp",
      "밤의서재",
      119000,
      149000,
      "#d9713f",
    ],
    ["hanji-lantern-lamp", "한지 등", "Hanji lantern lamp", "밤의서재", 86000, 0, "#efe3c8"],
    ["oak-round-stool", "참나무 둥근 스툴", "Oak round stool", "나무결", 134000, 0, "#c79a63"],
    ["quiet-wall-clock", "조용한 벽시계", "Quiet wall clock", "하루공방", 58000, 0, "#f0ede4"],
  ],
  stationery: [
    [
      "cloth-bound-notebook",
      "천 표지 노트",
      "Cloth-bound notebook",
      "쪽빛문구",
      19000,
      0,
      "#2f4d74",
    ],
    ["resin-fountain-pen", "레진 만년필", "Resin fountain pen", "쪽빛문구", 148000, 0, "#244a45"],
    ["forged-scissors", "단조 가위", "Forged scissors", "하루공방", 42000, 0, "#3b3f41"],
    [
      "pressed-flower-cards",
      "압화 엽서 열두 장",
      "Pressed flower cards, 12",
      "쪽빛문구",
      15000,
      18000,
      "#e2b4a0",
    ],
  ],
  "textiles-bags": [
    [
      "heavy-canvas-tote",
      "두꺼운 캔버스 토트백",
      "Heavy canvas tote",
      "오후의천",
      49000,
      0,
      "#d9ceb4",
    ],
    ["lambswool-throw", "램스울 담요", "Lambswool throw", "오후의천", 112000, 140000, "#8a9a86"],
    ["jogakbo-wrapping-cloth", "조각보", "Jogakbo wrapping cloth", "비색요", 64000, 0, "#b7c7c0"],
    [
      "cotton-bath-towels",
      "면 목욕 수건 세 장",
      "Cotton bath towels, set of 3",
      "오후의천",
      45000,
      0,
      "#cfd6d2",
    ],
  ],
  "body-scent": [
    ["cypress-hand-wash", "편백 핸드워시", "Cypress hand wash", "숲의오후", 24000, 0, "#5d7a5c"],
    ["amber-glass-candle", "호박빛 유리 초", "Amber glass candle", "숲의오후", 38000, 0, "#a9622c"],
    ["reed-diffuser", "갈대 디퓨저", "Reed diffuser", "숲의오후", 41000, 49000, "#d8c4a0"],
    ["mugwort-bar-soap", "쑥 비누", "Mugwort bar soap", "숲의오후", 9000, 0, "#7d8b5b"],
  ],
  "outdoor-picnic": [
    [
      "willow-picnic-basket",
      "버들 피크닉 바구니",
      "Willow picnic basket",
      "들놀이",
      92000,
      0,
      "#b98b56",
    ],
    ["steel-thermos-flask", "스틸 보온병", "Steel thermos flask", "들놀이", 54000, 0, "#41625a"],
    [
      "low-lounge-chair",
      "낮은 라운지 체어",
      "Low lounge chair",
      "들놀이",
      89000,
      109000,
      "#8d6a44",
    ],
    ["cedar-bento-box", "삼나무 도시락", "Cedar bento box", "나무결", 47000, 0, "#c39a68"],
  ],
};

export interface FakePicture {
  slug: string;
  category: string;
  hue: string;
  scene: "hero" | "setting" | "detail";
}

/** Which picture an id stands for; a picture server of a test reads this. */
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
    tags: [],
    version: 1,
    updatedAt: new Date(Date.UTC(2026, 10, 1)).toISOString(),
  };
}

/** A product as lists show it. */
export function card(full: Product): ProductCard {
  const {
    description,
    pictures,
    options,
    variants,
    attributes,
    tags,
    version,
    updatedAt,
    ...rest
  } = full;
  return rest;
}

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
