/** Second options (size, scent, grind …) with their surcharges; pure data. */

interface SizeValue {
  readonly key: string;
  readonly ko: string;
  readonly en: string;
  /** Price as a factor of the item's price; rounded to ₩1,000. */
  readonly factor: number;
}

interface SizeOption {
  readonly key: string;
  readonly ko: string;
  readonly en: string;
  readonly values: readonly SizeValue[];
}

const v = (key: string, ko: string, en: string, factor = 1): SizeValue => ({ key, ko, en, factor });
const size = (...values: SizeValue[]): SizeOption => ({
  key: "size",
  ko: "크기",
  en: "Size",
  values,
});

const SMALL_LARGE = [v("s", "소", "Small"), v("l", "대", "Large", 1.5)] as const;

/** Tables of sizes, by key. */
export const SIZES = {
  vessel: size(v("24", "높이 24cm", "24 cm tall"), v("32", "높이 32cm", "32 cm tall", 1.8)),
  board: size(v("m", "30×20cm", "30 × 20 cm"), v("l", "40×26cm", "40 × 26 cm", 1.45)),
  pan: size(v("20", "20cm", "20 cm"), v("24", "24cm", "24 cm", 1.2), v("28", "28cm", "28 cm", 1.4)),
  canister: size(v("05", "0.5L", "0.5 l"), v("10", "1L", "1 l", 1.25), v("20", "2L", "2 l", 1.6)),
  steamer: size(v("18", "18cm", "18 cm"), v("24", "24cm", "24 cm", 1.3)),
  moka: size(v("3", "3컵", "3 cups"), v("6", "6컵", "6 cups", 1.3)),
  pendant: size(v("30", "지름 30cm", "30 cm wide"), v("45", "지름 45cm", "45 cm wide", 1.4)),
  basket: size(...SMALL_LARGE),
  planter: size(v("14", "14cm", "14 cm"), v("20", "20cm", "20 cm", 1.5)),
  frame: size(v("a4", "A4", "A4"), v("a3", "A3", "A3", 1.5), v("a2", "A2", "A2", 2.1)),
  paper: size(v("a5", "A5", "A5"), v("a4", "A4", "A4", 1.4)),
  cushion: size(v("45", "45×45cm", "45 × 45 cm"), v("60", "60×60cm", "60 × 60 cm", 1.4)),
  mat: size(v("4", "4인용", "For 4"), v("6", "6인용", "For 6", 1.35)),
  wear: size(v("m", "M", "M"), v("l", "L", "L")),
  socks: size(v("235", "225–245mm", "225–245 mm"), v("265", "250–275mm", "250–275 mm")),
  shoes: size(
    v("240", "230–245mm", "230–245 mm"),
    v("260", "250–265mm", "250–265 mm"),
    v("280", "270–285mm", "270–285 mm"),
  ),
  flask: {
    key: "volume",
    ko: "용량",
    en: "Volume",
    values: [v("500", "500ml", "500 ml"), v("750", "750ml", "750 ml", 1.15)],
  },
  liquid: {
    key: "volume",
    ko: "용량",
    en: "Volume",
    values: [v("300", "300ml", "300 ml"), v("500", "500ml", "500 ml", 1.45)],
  },
  perfume: {
    key: "volume",
    ko: "용량",
    en: "Volume",
    values: [v("15", "15ml", "15 ml"), v("50", "50ml", "50 ml", 1.9)],
  },
  tea: {
    key: "weight",
    ko: "용량",
    en: "Weight",
    values: [v("40", "40g", "40 g"), v("80", "80g", "80 g", 1.8)],
  },
  beans: {
    key: "grind",
    ko: "분쇄",
    en: "Grind",
    values: [
      v("whole", "홀빈", "Whole bean"),
      v("filter", "핸드드립", "Filter"),
      v("moka", "모카포트", "Moka pot"),
    ],
  },
  nib: {
    key: "nib",
    ko: "촉 굵기",
    en: "Nib",
    values: [v("ef", "EF", "Extra fine"), v("f", "F", "Fine"), v("m", "M", "Medium")],
  },
  scent: {
    key: "scent",
    ko: "향",
    en: "Scent",
    values: [v("pine", "솔숲", "Pine wood"), v("fig", "무화과", "Fig"), v("yuja", "유자", "Yuja")],
  },
} as const satisfies Record<string, SizeOption>;

/** The key of a table of sizes. */
export type SizeKey = keyof typeof SIZES;
