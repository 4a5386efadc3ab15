/** The catalog: products as shoppers see them in one language, listings with facets, and the RPC screens are made from.
 * Longer than 250 lines: one API is read in one place. */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { ProductId, VariantId } from "./ids.ts";
import { Picture } from "./images.ts";
import { DEFAULT_LOCALE, Locale } from "./locale.ts";
import { Money } from "./money.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, numberedPageOf, PageLimit, PageNumber } from "./page.ts";
import type { Result } from "./result.ts";
import { Timestamp } from "./time.ts";

/** Names a thing of the catalog in addresses. */
export const Slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens");

/** A category, as far as others name it. */
export const CategoryRef = z.object({ slug: Slug, name: z.string() });

/** A category as shoppers see it. */
export const Category = CategoryRef.extend({
  description: z.string(),
  parentSlug: Slug.nullable(),
  productCount: z.int().nonnegative(),
  picture: Picture.nullable(),
}).meta({ id: "Category" });
export type Category = z.infer<typeof Category>;

/** A product as a list shows it. `price` is the lowest of its variants. */
export const ProductCard = z
  .object({
    id: ProductId,
    slug: Slug,
    title: z.string(),
    brand: z.string(),
    category: CategoryRef,
    price: Money,
    compareAtPrice: Money.nullable(),
    priceVaries: z.boolean().describe("True when a variant costs more than `price`"),
    inStock: z.boolean(),
    picture: Picture.nullable(),
    hoverPicture: Picture.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: "ProductCard" });
export type ProductCard = z.infer<typeof ProductCard>;

/** What shoppers are shown of a stock level. */
export const StockState = z.enum(["in_stock", "low_stock", "sold_out"]);
export type StockState = z.infer<typeof StockState>;

/** What can be bought: one SKU. */
export const Variant = z
  .object({
    id: VariantId,
    sku: z.string(),
    optionValues: z.array(z.string()).describe("Value keys in the order of `options`"),
    price: Money,
    compareAtPrice: Money.nullable(),
    stock: StockState,
    availableMax: z
      .int()
      .nonnegative()
      .describe(
        "How many are offered at once: exact up to 6, then 10, 20, 50 or 99; a cart may have more",
      ),
    weightGrams: z.int().nonnegative(),
  })
  .meta({ id: "Variant" });
export type Variant = z.infer<typeof Variant>;

/** What a page tells of a product as it is stored, in every language alike. */
export const ProductFacts = z.object({
  tags: z.array(z.string()),
});
export type ProductFacts = z.infer<typeof ProductFacts>;

/** A product as its page shows it. */
export const Product = ProductCard.extend({
  description: z.string(),
  pictures: z.array(Picture),
  options: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      values: z.array(z.object({ key: z.string(), label: z.string() })),
    }),
  ),
  variants: z.array(Variant),
  attributes: z.array(
    z.object({ key: z.string(), name: z.string(), value: z.string(), label: z.string() }),
  ),
  ...ProductFacts.shape,
  version: z.int().positive(),
  updatedAt: Timestamp,
}).meta({ id: "Product" });
export type Product = z.infer<typeof Product>;

/** What a listing can be filtered by, with counts. */
export const Facet = z.object({
  key: z.string().describe("Query parameter: category, brand, or attr.<key>"),
  name: z.string(),
  values: z.array(
    z.object({ key: z.string(), label: z.string(), count: z.int(), selected: z.boolean() }),
  ),
});
export type Facet = z.infer<typeof Facet>;

/** Orders of a listing. */
export const ProductSort = z.enum(["relevance", "newest", "price", "-price", "popularity"]);
export type ProductSort = z.infer<typeof ProductSort>;

/** Products on one page of a listing. */
export const LISTING_PAGE_SIZE = 24;

/** A page of a listing with its facets. */
export const ProductListing = numberedPageOf(ProductCard)
  .extend({
    facets: z.array(Facet),
    priceRange: z.object({ minMinor: z.int(), maxMinor: z.int() }).nullable(),
    sort: ProductSort,
  })
  .meta({ id: "ProductListing" });
export type ProductListing = z.infer<typeof ProductListing>;

const valueList = z
  .string()
  .max(400)
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(z.string().max(80)).max(20))
  .default([]);

/**
 * A listing's query. Lists are comma-separated; `price` is `min-max` in minor units with either end open;
 * `attr.<key>` filters by an attribute.
 */
export const ListingQuery = z
  .object({
    lang: Locale.default(DEFAULT_LOCALE),
    q: z.string().trim().max(100).default(""),
    category: Slug.optional(),
    brand: valueList,
    price: z
      .string()
      .regex(/^\d{0,12}-\d{0,12}$/, "must be min-max in minor units, such as 10000-50000 or -30000")
      .optional(),
    stock: z.enum(["in"]).optional(),
    sort: ProductSort.optional(),
    page: PageNumber,
  })
  .catchall(z.string().max(400));
export type ListingQuery = z.infer<typeof ListingQuery>;

/** The language of an answer. */
export const LangQuery = z.object({ lang: Locale.default(DEFAULT_LOCALE) });

/** What was typed so far. */
export const SuggestQuery = LangQuery.extend({ q: z.string().trim().min(1).max(100) });

/** What is suggested while typing. */
export const Suggestions = z.object({
  products: z.array(z.object({ slug: Slug, title: z.string(), picture: Picture.nullable() })),
  categories: z.array(CategoryRef),
});
export type Suggestions = z.infer<typeof Suggestions>;

/** One line of the feed: what a sitemap or a copy needs to know whether to read the product again. */
export const FeedItem = z.object({
  id: ProductId,
  slug: Slug,
  version: z.int().positive(),
  updatedAt: Timestamp,
  pictureIds: z.array(Picture.shape.id),
});
export type FeedItem = z.infer<typeof FeedItem>;

/** Which page of the feed is asked for. */
export const FeedQuery = z.object({ limit: PageLimit, cursor: Cursor });

/** A page of the feed. */
export const ProductFeed = keysetPageOf(FeedItem).meta({ id: "ProductFeed" });
export type ProductFeed = z.infer<typeof ProductFeed>;

/** All the home screen asks of the catalog, in one round trip. */
export const CatalogHome = z.object({
  featured: z.array(ProductCard),
  newest: z.array(ProductCard),
  popular: z.array(ProductCard),
  categories: z.array(Category),
});
export type CatalogHome = z.infer<typeof CatalogHome>;

/** A product and those related to it. */
export interface ProductScreenData {
  product: Product;
  related: ProductCard[];
}

/** A listing and the categories next to it. */
export interface ListingScreenData {
  listing: ProductListing;
  categories: Category[];
}

/** Questions of the BFF: one round trip for each screen. */
export interface CatalogRpc {
  /** @param input.query every value of every parameter of the address; `invalid_query` names the wrong ones */
  listing(
    input: { query: Record<string, string[]>; locale: Locale },
    call: CallContext,
  ): Promise<Result<ListingScreenData, "invalid_query" | "validation_failed">>;
  home(
    input: { locale: Locale },
    call: CallContext,
  ): Promise<Result<CatalogHome, "validation_failed">>;
  /**
   * In stock and of the categories the SKUs are of, the most popular first and each category in turn; without the
   * products themselves. Unknown SKUs add nothing.
   */
  similar(
    input: { skus: string[]; locale: Locale },
    call: CallContext,
  ): Promise<Result<ProductCard[], "validation_failed">>;
  product(
    input: { slug: string; locale: Locale },
    call: CallContext,
  ): Promise<Result<ProductScreenData, "not_found" | "validation_failed">>;
}

const tag = "Catalogue";

/** What shoppers read. */
export const catalogOperations = operations(tag, {
  listProducts: {
    method: "get",
    path: "/api/products",
    summary: "Search and list products with facets",
    credential: "none",
    query: ListingQuery,
    queryRepeats: true,
    responses: { 200: ProductListing },
    headers: ["ETag"],
    errors: [],
  },
  getProduct: {
    method: "get",
    path: "/api/products/{slug}",
    summary: "Read a product",
    credential: "none",
    params: z.object({ slug: Slug }),
    query: LangQuery,
    responses: { 200: Product },
    headers: ["ETag"],
    errors: [],
  },
  listProductFeed: {
    method: "get",
    path: "/api/product-feed",
    summary: "Every product in the shop in keyset pages, oldest first, for machines",
    credential: "none",
    query: FeedQuery,
    responses: { 200: ProductFeed },
    headers: ["ETag"],
    errors: [],
  },
  listCategories: {
    method: "get",
    path: "/api/categories",
    summary: "List the categories",
    credential: "none",
    query: LangQuery,
    responses: { 200: z.object({ items: z.array(Category) }) },
    headers: ["ETag"],
    errors: [],
  },
  suggest: {
    method: "get",
    path: "/api/search/suggest",
    summary: "Suggest products and categories while typing",
    credential: "none",
    query: SuggestQuery,
    responses: { 200: Suggestions },
    headers: ["ETag"],
    errors: [],
  },
});
