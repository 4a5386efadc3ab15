/** The demo shop's catalog: 8 categories, 128 products in Korean and English; deterministic, no download. */
import { categories, itemsByCategory } from "./catalog/categories.ts";
import { productOf } from "./catalog/product.ts";
import { scaledFrom } from "./catalog/scaled.ts";
import type { SeedProduct } from "./types.ts";

export { brands } from "./catalog/brands.ts";
export { synonyms } from "./catalog/synonyms.ts";
export { ATTRIBUTES, COLOURS, FEATURES, MATERIALS } from "./catalog/words.ts";
export { categories };

/** Every product, in category order. */
export const products: readonly SeedProduct[] = categories
  .flatMap(({ slug }) => (itemsByCategory[slug] ?? []).map((item) => ({ item, slug })))
  .map(({ item, slug }, index) => productOf(item, slug, index + 1));

/** Streams `count` products made by combination, for benchmarks; unique slugs and SKUs. */
export function scaled(count: number): Generator<SeedProduct> {
  return scaledFrom(products, count);
}
