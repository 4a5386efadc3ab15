/** The short form in which a product is written down; `product.ts` turns it into a SeedProduct. */

import type { BrandKey } from "./brands.ts";
import type { SizeKey } from "./sizes.ts";
import type { ColourKey, FeatureKey, MaterialKey } from "./words.ts";

/** What is written by hand of one product. */
export interface Item {
  readonly slug: string;
  readonly brand: BrandKey;
  /** Title and description. */
  readonly ko: readonly [title: string, description: string];
  readonly en: readonly [title: string, description: string];
  /** Price of the smallest size, won. */
  readonly price: number;
  /** Price before a reduction, won. */
  readonly was?: number;
  readonly material: MaterialKey;
  /** More than one makes a colour option. */
  readonly colours: readonly ColourKey[];
  readonly sizes?: SizeKey;
  readonly features: readonly FeatureKey[];
  /** Weight of the smallest size with its packaging. */
  readonly grams: number;
  readonly featured?: boolean;
  readonly tags: readonly string[];
}
