/** Shapes of the demo shop's data; no behaviour. */

/** A text in the shop's two languages. */
export interface Bilingual {
  readonly ko: string;
  readonly en: string;
}

/** A category of the demo shop. */
export interface SeedCategory {
  readonly slug: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
  readonly sortOrder: number;
}

/** A brand of the demo shop. */
export interface SeedBrand {
  readonly key: string;
  /** Display name, in Latin letters. */
  readonly name: string;
  /** As Koreans write it; the Latin one where it has none. */
  readonly nameKo?: string;
  readonly story: Bilingual;
}

/** Words that mean the same to anyone who searches. */
export interface SeedSynonyms {
  readonly words: readonly string[];
  /** Only the first finds the others. */
  readonly oneWay: boolean;
}

/** One facet value of a product; `attribute` and `value` are stable keys. */
export interface SeedAttribute {
  readonly attribute: string;
  readonly value: string;
  readonly attributeLabel: Bilingual;
  readonly valueLabel: Bilingual;
}

/** A value of an option. */
export interface SeedOptionValue {
  readonly key: string;
  readonly label: Bilingual;
}

/** An option by which variants differ. */
export interface SeedOption {
  readonly key: string;
  readonly name: Bilingual;
  readonly values: readonly SeedOptionValue[];
}

/** A variant of a product. */
export interface SeedVariant {
  readonly sku: string;
  /** One value key for each option of the product, in the options' order; empty without options. */
  readonly optionValues: readonly string[];
  /** Won; KRW has no minor unit. */
  readonly priceMinor: number;
  readonly compareAtPriceMinor: number | null;
  readonly stock: number;
  readonly weightGrams: number;
}

/** The slug of a collection. */
export type SeedCollection = "featured" | "gift" | "new";

/** A product of the demo shop. */
export interface SeedProduct {
  readonly slug: string;
  /** Display name of the brand. */
  readonly brand: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly categorySlug: string;
  readonly tags: readonly string[];
  readonly attributes: readonly SeedAttribute[];
  readonly options: readonly SeedOption[];
  readonly variants: readonly SeedVariant[];
  /** Option combinations that are not made, each as `optionValues`. */
  readonly missing: readonly (readonly string[])[];
  readonly currency: "KRW";
  readonly popularity: number;
  readonly createdAt: string;
  readonly collections: readonly SeedCollection[];
  /** Colours the pictures show, six-digit hex, the main colour first. */
  readonly hues: readonly string[];
}
