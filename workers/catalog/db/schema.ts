/** Tables of the PostgreSQL schema `catalog`; no other Worker's database role can see them. Texts are Korean and English, '' when missing.
 * Longer than 250 lines: one schema. */
import {
  AT_TRANSACTION,
  auditColumns,
  instant,
  keyedEffectColumns,
} from "@edgemart/postgres/shared-columns";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** The PostgreSQL schema of this Worker. */
export const catalogSchema = pgSchema("catalog");

const created = () => instant("created_at").notNull().default(sql`now()`);
const updated = () => instant("updated_at").notNull().default(sql`now()`);
const words = (name: string) => text(name).notNull().default("");
const place = () => integer("position").notNull().default(0);
const version = () => integer("version").notNull().default(1);
const money = (name: string) => bigint(name, { mode: "number" });

/** The tree of categories. */
export const category = catalogSchema.table(
  "category",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull().unique("category_slug_key"),
    parentId: text("parent_id").references((): AnyPgColumn => category.id),
    nameKo: words("name_ko"),
    nameEn: words("name_en"),
    descriptionKo: words("description_ko"),
    descriptionEn: words("description_en"),
    position: place(),
    version: version(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [
    index("category_parent_idx").on(table.parentId),
    check("category_not_its_own_parent", sql`parent_id <> id`),
  ],
);

/** Brands; their slug is their key. */
export const brand = catalogSchema.table("brand", {
  slug: text("slug").primaryKey(),
  nameKo: words("name_ko"),
  nameEn: words("name_en"),
  version: version(),
  updatedAt: updated(),
});

/** Names of what products are filtered by, apart from category, brand, price and stock: `attr.<key>`. */
export const attribute = catalogSchema.table("attribute", {
  key: text("key").primaryKey(),
  nameKo: words("name_ko"),
  nameEn: words("name_en"),
  position: place(),
  /** Of its values too. */
  version: version(),
  updatedAt: updated(),
});

/** Values of attributes, in order. */
export const attributeValue = catalogSchema.table(
  "attribute_value",
  {
    attributeKey: text("attribute_key")
      .notNull()
      .references(() => attribute.key),
    key: text("key").notNull(),
    labelKo: words("label_ko"),
    labelEn: words("label_en"),
    position: place(),
  },
  (table) => [primaryKey({ columns: [table.attributeKey, table.key] })],
);

/** Products; prices, availability and SKUs are kept here by triggers. */
export const product = catalogSchema.table(
  "product",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull().unique("product_slug_key"),
    /** Shoppers see `active` only. */
    status: text("status", { enum: ["draft", "active", "archived"] })
      .notNull()
      .default("draft"),
    categoryId: text("category_id")
      .notNull()
      .references(() => category.id),
    brandSlug: text("brand_slug")
      .notNull()
      .references(() => brand.slug),
    titleKo: words("title_ko"),
    titleEn: words("title_en"),
    descriptionKo: words("description_ko"),
    descriptionEn: words("description_en"),
    /** Names of brand, category, tags and attribute values, written with them: what else the product is found by. */
    keywords: words("keywords"),
    tags: text("tags").array().notNull().default(sql`'{}'`),
    /** `[{key, name: {ko, en}, values: [{key, label: {ko, en}}]}]`; a variant's option values are in this order. */
    options: jsonb("options").notNull().default(sql`'[]'`),
    /** `attribute=value`, sorted: what `attr.*` filters. An array, so that listings count combinations, not products. */
    facets: text("facets").array().notNull().default(sql`'{}'`),
    popularity: integer("popularity").notNull().default(0),
    version: version(),
    createdAt: created(),
    updatedAt: updated(),
    /** SKUs of its variants, kept by the same triggers as the prices: a product is found by them. */
    skus: text("skus").array().notNull().default(sql`'{}'`),
    // Kept by triggers from variant and stock_level (migration 0001), so that a listing reads one row per product.
    priceMinor: money("price_minor"),
    priceMaxMinor: money("price_max_minor"),
    compareAtMinor: money("compare_at_minor"),
    currency: char("currency", { length: 3 }),
    inStock: boolean("in_stock").notNull().default(false),
    /** When `inStock` last changed, kept by the same trigger: caches are notified of that. */
    flippedAt: instant("flipped_at"),
  },
  (table) => [
    index("product_flipped_idx").on(table.flippedAt),
    index("product_category_idx").on(table.categoryId, table.popularity.desc().nullsFirst()),
    index("product_brand_idx").on(table.brandSlug),
    check("product_status_known", sql`status in ('draft', 'active', 'archived')`),
    check("product_named", sql`title_ko <> '' or title_en <> ''`),
    check("product_options_list", sql`jsonb_typeof(options) = 'array'`),
  ],
);

/** Pictures of products, in order. */
export const productMedia = catalogSchema.table(
  "product_media",
  {
    productId: text("product_id")
      .notNull()
      .references(() => product.id, { onDelete: "cascade" }),
    position: smallint("position").notNull(),
    pictureId: char("picture_id", { length: 64 }).notNull(),
    altKo: words("alt_ko"),
    altEn: words("alt_en"),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    thumbhash: text("thumbhash").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.productId, table.position] }),
    check("product_media_sha256", sql`picture_id ~ '^[0-9a-f]{64}$'`),
    check("product_media_size", sql`width > 0 and height > 0`),
  ],
);

/** What can be bought: one SKU each. */
export const variant = catalogSchema.table(
  "variant",
  {
    id: text("id").primaryKey(),
    productId: text("product_id")
      .notNull()
      .references(() => product.id, { onDelete: "cascade" }),
    sku: text("sku").notNull().unique("variant_sku_key"),
    /** Value keys in the order of the product's options. */
    optionValues: text("option_values").array().notNull().default(sql`'{}'`),
    priceMinor: money("price_minor").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    compareAtMinor: money("compare_at_minor"),
    weightGrams: integer("weight_grams").notNull().default(0),
    position: place(),
    version: version(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [
    uniqueIndex("variant_options_key").on(table.productId, table.optionValues),
    check("variant_price_whole", sql`price_minor >= 0`),
    check("variant_compare_above", sql`compare_at_minor > price_minor`),
    check("variant_weight_whole", sql`weight_grams >= 0`),
    check("variant_currency_known", sql`currency in ('KRW', 'USD', 'JPY', 'EUR')`),
  ],
);

/** What is on the shelf and what of it is promised; `on_hand - reserved` can be bought. */
export const stockLevel = catalogSchema.table(
  "stock_level",
  {
    sku: text("sku")
      .primaryKey()
      .references(() => variant.sku, { onUpdate: "cascade", onDelete: "cascade" }),
    onHand: integer("on_hand").notNull().default(0),
    reserved: integer("reserved").notNull().default(0),
    version: version(),
    updatedAt: updated(),
  },
  () => [check("stock_level_never_oversold", sql`reserved between 0 and on_hand`)],
);

/** Every change of `on_hand`, with its reason. Append-only: the Worker's role may insert and read, nothing else. */
export const stockMovement = catalogSchema.table(
  "stock_movement",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** No foreign key: the history outlives the variant. */
    sku: text("sku").notNull(),
    delta: integer("delta").notNull(),
    reason: text("reason", {
      enum: ["initial", "received", "counted", "returned", "damaged", "sold"],
    }).notNull(),
    /** What caused it, once per SKU: an order, an idempotency key; a repeat inserts nothing. */
    reference: text("reference").notNull(),
    /** Member id of the administrator, or the name of the program. */
    principal: text("principal").notNull(),
    /** What the administrator added in words. */
    note: text("note").notNull().default(""),
    createdAt: created(),
    /** The hold that was sold or given back; null for what an administrator moved. */
    holdId: text("hold_id"),
  },
  (table) => [
    uniqueIndex("stock_movement_reference_key").on(table.sku, table.reference),
    index("stock_movement_hold_idx").on(table.holdId).where(sql`hold_id is not null`),
    check("stock_movement_moves", sql`delta <> 0`),
    check(
      "stock_movement_reason_known",
      sql`reason in ('initial', 'received', 'counted', 'returned', 'damaged', 'sold')`,
    ),
  ],
);

/** Stock that is promised to an order. A hold and the release that arrives before it meet at the primary key. */
export const stockHold = catalogSchema.table(
  "stock_hold",
  {
    id: text("id").primaryKey(),
    state: text("state", { enum: ["held", "pinned", "committed", "released"] }).notNull(),
    expiresAt: instant("expires_at"),
    /** Id of the order; null where the release arrived first. */
    reference: text("reference"),
    /** Of the order: the newest attempt to pay that pinned or unpinned it. */
    attempt: smallint("attempt").notNull().default(0),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [
    index("stock_hold_pinned_idx").on(table.id).where(sql`state = 'pinned'`),
    check("stock_hold_state_known", sql`state in ('held', 'pinned', 'committed', 'released')`),
    check("stock_hold_only_held_expires", sql`(state = 'held') = (expires_at is not null)`),
  ],
);

/** What a hold promises. Lines never change but for `counted` and `restocked`. */
export const stockHoldLine = catalogSchema.table(
  "stock_hold_line",
  {
    holdId: text("hold_id")
      .notNull()
      .references(() => stockHold.id),
    /** No foreign key: the hold outlives the variant. */
    sku: text("sku").notNull(),
    quantity: integer("quantity").notNull(),
    /** Whether it is part of the level's `reserved`; changes only under the lock of the level's row. */
    counted: boolean("counted").notNull(),
    /** Units of it that were sold and came back. */
    restocked: integer("restocked").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.holdId, table.sku] }),
    index("stock_hold_line_counted_idx").on(table.sku).where(sql`counted`),
    check("stock_hold_line_quantity", sql`quantity between 1 and 99`),
    check("stock_hold_line_restocked", sql`restocked between 0 and quantity`),
  ],
);

/** A named, ordered choice of products, such as `featured`. */
export const collection = catalogSchema.table("collection", {
  id: text("id").primaryKey(),
  slug: text("slug").notNull().unique("collection_slug_key"),
  titleKo: words("title_ko"),
  titleEn: words("title_en"),
  version: version(),
  createdAt: created(),
  updatedAt: updated(),
});

/** Products of collections, in order. */
export const collectionProduct = catalogSchema.table(
  "collection_product",
  {
    collectionId: text("collection_id")
      .notNull()
      .references(() => collection.id, { onDelete: "cascade" }),
    productId: text("product_id")
      .notNull()
      .references(() => product.id, { onDelete: "cascade" }),
    position: place(),
  },
  (table) => [
    primaryKey({ columns: [table.collectionId, table.productId] }),
    index("collection_product_order_idx").on(table.collectionId, table.position),
  ],
);

/** What one idempotency key of one administrator did, written in the statement that does it. */
export const keyedEffect = catalogSchema.table(
  "keyed_effect",
  // A subject is the id of a product, category or collection, the slug of a brand, or the key of an attribute.
  keyedEffectColumns(AT_TRANSACTION),
  (table) => [
    primaryKey({ columns: [table.principal, table.key] }),
    index("keyed_effect_created_idx").on(table.createdAt),
  ],
);

/** Who changed what, written in the statement that does it; the Worker's role may only append and read. */
export const auditEvent = catalogSchema.table(
  "audit_event",
  auditColumns(AT_TRANSACTION),
  (table) => [
    index("audit_event_subject_idx").on(table.subjectId, table.id),
    // The job that notifies caches of writes asks which came since.
    index("audit_event_at_idx").on(table.at),
  ],
);

/** Products alike in everything a facet counts; triggers keep the counts (migration 0005). */
export const listingKind = catalogSchema.table(
  "listing_kind",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    categoryId: text("category_id").notNull(),
    brandSlug: text("brand_slug").notNull(),
    facets: text("facets").array().notNull(),
    inStock: boolean("in_stock").notNull(),
    n: integer("n").notNull().default(0),
    lowest: money("lowest"),
    highest: money("highest"),
    /** The kind's most popular product. */
    bestPopularity: integer("best_popularity"),
    bestProductId: text("best_product_id"),
  },
  (table) => [
    unique("listing_kind_key").on(table.categoryId, table.brandSlug, table.inStock, table.facets),
  ],
);

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** One narrow row for each product a shopper can see; triggers keep it, indexes are in migration 0005. */
export const listing = catalogSchema.table("listing", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  productId: text("product_id")
    .notNull()
    .unique("listing_product_key")
    .references(() => product.id, { onDelete: "cascade" }),
  kindId: integer("kind_id").notNull(),
  priceMinor: money("price_minor").notNull(),
  popularity: integer("popularity").notNull(),
  createdAt: instant("created_at").notNull(),
  title: tsvector("title").notNull(),
  words: tsvector("words").notNull(),
});

/** Words of titles and keywords, among which the nearest to a typo is found. */
export const searchWord = catalogSchema.table("search_word", { word: text("word").primaryKey() });

/** Words that mean the same to people who search: a query for one finds the others, too. At most 500 groups. */
export const synonym = catalogSchema.table(
  "synonym",
  {
    id: text("id").primaryKey(),
    /** In the form of `words_of`, a phrase with single spaces; 2 to 20. */
    words: text("words").array().notNull(),
    /** Only the first word finds the others. */
    oneWay: boolean("one_way").notNull().default(false),
    version: version(),
    createdAt: created(),
    updatedAt: updated(),
  },
  () => [check("synonym_words_few", sql`cardinality(words) between 2 and 20`)],
);
