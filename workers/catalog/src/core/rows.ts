/** Shapes in which PostgreSQL answers: both languages side by side, before a view chooses one. */
import type { Currency } from "@edgemart/contracts/money";

/** Both languages; '' where a text is missing. */
export interface Texts {
  ko: string;
  en: string;
}

export interface MediaRow {
  id: string;
  alt: Texts;
  width: number;
  height: number;
  thumbhash: string;
}

export interface CardRow {
  id: string;
  slug: string;
  title: Texts;
  brand: Texts;
  category: { slug: string; name: Texts };
  price_minor: number;
  price_max_minor: number;
  compare_at_minor: number | null;
  currency: Currency;
  in_stock: boolean;
  created_at: string;
  /** At least the first two, in order. */
  media: MediaRow[];
}

export interface VariantRow {
  id: string;
  sku: string;
  option_values: string[];
  price_minor: number;
  compare_at_minor: number | null;
  currency: Currency;
  weight_grams: number;
  /** On hand and not promised. */
  available: number;
}

export interface ProductRow extends CardRow {
  description: Texts;
  options: { key: string; name: Texts; values: { key: string; label: Texts }[] }[];
  variants: VariantRow[];
  attributes: { key: string; name: Texts; value: string; label: Texts }[];
  tags: string[];
  version: number;
  updated_at: string;
}

export interface CategoryRow {
  slug: string;
  name: Texts;
  description: Texts;
  parent_slug: string | null;
  product_count: number;
  media: MediaRow | null;
}

export interface CountedValue {
  key: string;
  label: Texts;
  count: number;
}

/** A listing's answer; each group of counts ignores the filter of its own kind. */
export interface ListingRows {
  total: number;
  items: CardRow[];
  price: { min: number; max: number } | null;
  categories: CountedValue[];
  brands: CountedValue[];
  attributes: { key: string; name: Texts; values: CountedValue[] }[];
  in_stock: number;
}

export interface SuggestionRows {
  products: { slug: string; title: Texts; media: MediaRow | null }[];
  categories: { slug: string; name: Texts }[];
}

export interface HomeRows {
  featured: CardRow[];
  newest: CardRow[];
  popular: CardRow[];
  categories: CategoryRow[];
}

/** A variant with as much of its product as a cart shows. */
export interface VariantCardRow
  extends Omit<VariantRow, "id" | "weight_grams">,
    Pick<ProductRow, "slug" | "title" | "brand" | "options"> {
  media: MediaRow | null;
  /** False for a product that was taken off sale. */
  is_sold: boolean;
}

export interface ProductIndexRows {
  total: number;
  items: { slug: string; updated_at: string }[];
}
