/** A catalog of any size by combination, for benchmarks; streams, deterministic. */
import { chance } from "@edgemart/demo-pictures/drawing/geometry";
import type { SeedProduct } from "../types.ts";
import { brands } from "./brands.ts";
import { COLOURS } from "./words.ts";

const SERIES = [
  ["새벽", "Dawn"],
  ["노을", "Dusk"],
  ["봄비", "Spring Rain"],
  ["산책", "Stroll"],
  ["바람", "Breeze"],
  ["들꽃", "Wildflower"],
  ["마루", "Maru"],
  ["오솔길", "Footpath"],
  ["첫눈", "First Snow"],
  ["달빛", "Moonlight"],
  ["여울", "Rapids"],
  ["소나기", "Shower"],
  ["가을볕", "Autumn Sun"],
  ["고요", "Stillness"],
  ["물안개", "River Mist"],
  ["언덕", "Hillside"],
  ["별자리", "Constellation"],
  ["처마", "Eaves"],
  ["파도", "Wave"],
  ["돌담", "Stone Wall"],
] as const;

/**
 * Makes `count` plausible products one after another, none held in memory.
 *
 * @param bases products to vary, usually the hand-written catalog
 * @param count any size; the same count and bases give the same products
 */
export function* scaledFrom(bases: readonly SeedProduct[], count: number): Generator<SeedProduct> {
  const colours = Object.values(COLOURS);
  for (let index = 0; index < count; index++) {
    const base = bases[index % bases.length];
    if (!base) return;
    const random = chance(`scaled/${index}`);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const [seriesKo, seriesEn] = pick(SERIES);
    const colour = pick(colours);
    const number = index + 1;
    const price = 0.6 + random() * 1.2;
    const won = (value: number): number =>
      Math.max(1000, Math.round((value * price) / 1000) * 1000);
    yield {
      ...base,
      slug: `${base.slug}-${seriesEn.toLowerCase().replaceAll(" ", "-")}-${number}`,
      brand: pick(brands).name,
      title: {
        ko: `${seriesKo} ${base.title.ko} ${number}`,
        en: `${seriesEn} ${base.title.en} No. ${number}`,
      },
      description: {
        ko: `${seriesKo} 연작, ${colour.ko} 빛으로 다시 만든 ${number}번째 물건입니다. ${base.description.ko}`,
        en: `Number ${number} of the ${seriesEn} series, remade in ${colour.en.toLowerCase()}. ${base.description.en}`,
      },
      variants: base.variants.map((variant) => ({
        ...variant,
        sku: `S${number}-${variant.sku}`,
        priceMinor: won(variant.priceMinor),
        compareAtPriceMinor: raised(variant.compareAtPriceMinor, won, won(variant.priceMinor)),
        stock: random() < 0.08 ? 0 : Math.floor(random() * 200),
      })),
      popularity: Math.floor(1000 * random() ** 3),
      createdAt: new Date(
        Date.UTC(2026, 10, 1) - Math.floor(random() * 730 * 86_400) * 1000,
      ).toISOString(),
      collections: [],
    };
  }
}

/** Rounding must not bring the former price down to the present one. */
function raised(was: number | null, won: (value: number) => number, now: number): number | null {
  return was === null ? null : Math.max(won(was), now + 1000);
}
