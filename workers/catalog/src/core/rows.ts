/**
 * Shapes in which PostgreSQL answers: both languages next to each other, before a view chooses one.
 *
 * Names are camelCase, as everywhere in TypeScript: the statement says `price_minor as "priceMinor"`.
 */
import { ProductFacts } from "@edgemart/contracts/catalog";
import { Currency } from "@edgemart/contracts/money";
import { z } from "zod";

/**
 * Reads a list that one SQL expression makes: its rows have the shape of the first, and the first is parsed.
 *
 * For lists that shoppers wait for: to parse all 48 tiles of a listing is a sixth of the Worker's processor time for it.
 */
function alike<Row extends z.ZodType>(row: Row) {
  return z.array(z.unknown()).transform((rows, context) => {
    const [first] = rows;
    const parsed = first === undefined ? null : row.safeParse(first);
    for (const { path, code } of parsed?.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: [0, ...path], message: code });
    }
    return rows as z.output<Row>[];
  });
}

/** Both languages; '' where a text is missing. */
export const Texts = z.object({ ko: z.string(), en: z.string() });
/** A text in both languages. */
export type Texts = z.output<typeof Texts>;

/** A picture of a product. */
export const MediaRow = z.object({
  id: z.string(),
  alt: Texts,
  width: z.int(),
  height: z.int(),
  thumbhash: z.string(),
});
/** A picture of a product as it is read. */
export type MediaRow = z.output<typeof MediaRow>;

/** A product as a tile shows it; `media` holds at least the first two pictures, in order. */
export const CardRow = z.object({
  id: z.string(),
  slug: z.string(),
  title: Texts,
  brand: Texts,
  category: z.object({ slug: z.string(), name: Texts }),
  priceMinor: z.int(),
  priceMaxMinor: z.int(),
  compareAtMinor: z.int().nullable(),
  currency: Currency,
  inStock: z.boolean(),
  createdAt: z.string(),
  media: z.array(MediaRow),
});
/** A product as a tile shows it, as it is read. */
export type CardRow = z.output<typeof CardRow>;

/** Tiles of one statement. */
export const Cards = alike(CardRow);

/** A variant; `available` is on hand and not promised. */
export const VariantRow = z.object({
  id: z.string(),
  sku: z.string(),
  optionValues: z.array(z.string()),
  priceMinor: z.int(),
  compareAtMinor: z.int().nullable(),
  currency: Currency,
  weightGrams: z.int(),
  available: z.int(),
});
/** A variant as it is read. */
export type VariantRow = z.output<typeof VariantRow>;

/** A product as its page shows it. */
export const ProductRow = CardRow.extend({
  description: Texts,
  options: z.array(
    z.object({
      key: z.string(),
      name: Texts,
      values: z.array(z.object({ key: z.string(), label: Texts })),
    }),
  ),
  variants: z.array(VariantRow),
  attributes: z.array(z.object({ key: z.string(), name: Texts, value: z.string(), label: Texts })),
  ...ProductFacts.shape,
  version: z.int(),
  updatedAt: z.string(),
});
/** A product as its page shows it, as it is read. */
export type ProductRow = z.output<typeof ProductRow>;

/** A category with the number of its products that are on sale. */
export const CategoryRow = z.object({
  slug: z.string(),
  name: Texts,
  description: Texts,
  parentSlug: z.string().nullable(),
  productCount: z.int(),
  media: MediaRow.nullable(),
});
/** A category as it is read. */
export type CategoryRow = z.output<typeof CategoryRow>;

/** A value that a listing can be narrowed to, with how many products have it. */
export const CountedValue = z.object({ key: z.string(), label: Texts, count: z.int() });
/** A counted value as it is read. */
export type CountedValue = z.output<typeof CountedValue>;

/** A listing's answer; each group of counts ignores the filter of its own kind. */
export const ListingRows = z.object({
  total: z.int(),
  items: Cards,
  price: z.object({ min: z.int(), max: z.int() }).nullable(),
  categories: alike(CountedValue),
  brands: alike(CountedValue),
  attributes: z.array(z.object({ key: z.string(), name: Texts, values: alike(CountedValue) })),
  inStock: z.int(),
});
/** A listing's answer as it is read. */
export type ListingRows = z.output<typeof ListingRows>;

/** What is suggested for a text that is being typed. */
export const SuggestionRows = z.object({
  products: z.array(z.object({ slug: z.string(), title: Texts, media: MediaRow.nullable() })),
  categories: z.array(z.object({ slug: z.string(), name: Texts })),
});
/** Suggestions as they are read. */
export type SuggestionRows = z.output<typeof SuggestionRows>;

/** The home page's rails; one that is empty is not among them. */
export const RailRows = z.object({
  featured: Cards.default([]),
  newest: Cards.default([]),
  popular: Cards.default([]),
});
/** The home page's rails and categories. */
export interface HomeRows extends z.output<typeof RailRows> {
  categories: CategoryRow[];
}

/** A variant with as much of its product as a cart shows; `isSold` is false when it was taken off sale. */
export const VariantCardRow = VariantRow.omit({ id: true, weightGrams: true }).extend({
  ...ProductRow.pick({ slug: true, title: true, brand: true, options: true }).shape,
  media: MediaRow.nullable(),
  isSold: z.boolean(),
});
/** A variant as a cart shows it, as it is read. */
export type VariantCardRow = z.output<typeof VariantCardRow>;

/** A page of the sitemap's products. */
export const ProductIndexRows = z.object({
  total: z.int(),
  items: z.array(z.object({ slug: z.string(), updatedAt: z.string() })),
});
/** A page of the sitemap's products as it is read. */
export type ProductIndexRows = z.output<typeof ProductIndexRows>;
