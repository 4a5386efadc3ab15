/** The catalog as administrators keep it: both languages, every state, exact stock. Longer than 250 lines: one API. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { Slug } from "./catalog.ts";
import { CategoryId, ProductId, VariantId } from "./ids.ts";
import { ImageId } from "./images.ts";
import { LocalText } from "./locale.ts";
import { Money, Price } from "./money.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { storableText, trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";

export const VARIANTS_MAX = 200;
export const PRODUCT_MEDIA_MAX = 40;
/** Largest count one SKU may reach. */
export const STOCK_MAX = 1_000_000_000;

/** Both languages; '' where one is missing, and then the other is shown. */
const localText = (max: number) => z.strictObject({ ko: trimmedText(max), en: trimmedText(max) });
/** Both languages, and something in one of them. @param max characters of each */
export const namedText = (max: number) =>
  localText(max).refine(({ ko, en }) => ko !== "" || en !== "", {
    message: "needs a text in one language at least",
  });

/** Names an option, an attribute or a value of one, in addresses and rows. */
export const Key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be lower-case letters, digits, _ or -, at most 40");
export const Sku = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be letters, digits, dots, _ or -, at most 64")
  .meta({ example: "ONG-0001-WHITE" });
export type Sku = z.infer<typeof Sku>;

export const ProductStatus = z.enum(["draft", "active", "archived"]);
export type ProductStatus = z.infer<typeof ProductStatus>;

export const ProductAttribute = z.strictObject({ attribute: Key, value: Key });
export const ProductOption = z.strictObject({
  key: Key,
  name: namedText(80),
  values: z
    .array(z.strictObject({ key: Key, label: namedText(80) }))
    .min(1)
    .max(50)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, "repeats a key"),
});
export type ProductOption = z.infer<typeof ProductOption>;

const productFields = {
  slug: Slug,
  title: namedText(200),
  description: localText(10_000),
  brand: Slug.describe("Slug of a brand that exists"),
  category: Slug.describe("Slug of a category that exists"),
  tags: z.array(trimmedText(60).min(1)).max(30),
  attributes: z.array(ProductAttribute).max(60).describe("Values of attributes that exist"),
  options: z
    .array(ProductOption)
    .max(3)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, "repeats a key"),
  popularity: z.int().min(0).max(1_000_000),
};

export const ProductCreate = z.strictObject({
  ...productFields,
  description: productFields.description.default({ ko: "", en: "" }),
  tags: productFields.tags.default([]),
  attributes: productFields.attributes.default([]),
  options: productFields.options.default([]),
  popularity: productFields.popularity.default(0),
  status: z.enum(["draft", "active"]).default("draft"),
});
export type ProductCreate = z.infer<typeof ProductCreate>;

/** What is not named stays. `status: "archived"` takes the product out of the shop and keeps everything of it. */
export const ProductPatch = z
  .strictObject({ ...productFields, status: ProductStatus })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
export type ProductPatch = z.infer<typeof ProductPatch>;

/** A picture as `POST /api/media` answered it, with its alternative texts. */
export const MediaInput = z.strictObject({
  id: ImageId,
  alt: localText(300),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  thumbhash: z.base64().min(1).max(80),
});
/** All pictures, in order: cards show the first, and the second behind it. */
export const MediaList = z.strictObject({ media: z.array(MediaInput).max(PRODUCT_MEDIA_MAX) });
export type MediaList = z.infer<typeof MediaList>;

/** A variant is written in one piece, so that prices are never half old and half new. */
export const VariantInput = z
  .strictObject({
    sku: Sku,
    optionValues: z.array(Key).max(3).describe("One value of each option, in their order"),
    price: Price,
    compareAtPrice: Price.nullable().default(null),
    weightGrams: z.int().min(0).max(1_000_000).default(0),
  })
  .superRefine(({ price, compareAtPrice }, context) => {
    if (compareAtPrice === null) return;
    const path = ["compareAtPrice"];
    if (compareAtPrice.currency !== price.currency) {
      context.addIssue({ code: "custom", path, message: "must be in the price's currency" });
    } else if (compareAtPrice.amountMinor <= price.amountMinor) {
      context.addIssue({ code: "custom", path, message: "must be above the price" });
    }
  });
export type VariantInput = z.infer<typeof VariantInput>;

export const VariantCreate = z.strictObject({
  variant: VariantInput,
  initialStock: z.int().min(0).max(1_000_000).default(0),
});
export type VariantCreate = z.infer<typeof VariantCreate>;

/** All of them in one write, or none: the missing combinations of a product's options. */
export const VariantsCreate = z.strictObject({
  variants: z.array(VariantCreate).min(1).max(VARIANTS_MAX),
});
export type VariantsCreate = z.infer<typeof VariantsCreate>;

export const StockLevel = z.object({
  sku: Sku,
  onHand: z.int().nonnegative(),
  reserved: z.int().nonnegative().describe("Promised to carts and orders; at most `onHand`"),
});
export type StockLevel = z.infer<typeof StockLevel>;

export const AdminVariant = z
  .object({
    id: VariantId,
    sku: Sku,
    optionValues: z.array(z.string()),
    price: Money,
    compareAtPrice: Money.nullable(),
    weightGrams: z.int(),
    stock: z.object({ onHand: z.int(), reserved: z.int() }),
  })
  .meta({ id: "AdminVariant" });
export type AdminVariant = z.infer<typeof AdminVariant>;

/** A product with everything an administrator may change; its `version` is the ETag of all of it but stock. */
export const AdminProduct = z
  .object({
    id: ProductId,
    slug: Slug,
    status: ProductStatus,
    title: LocalText,
    description: LocalText,
    brand: Slug,
    category: Slug,
    tags: z.array(z.string()),
    attributes: z.array(z.object({ attribute: z.string(), value: z.string() })),
    options: z.array(
      z.object({
        key: z.string(),
        name: LocalText,
        values: z.array(z.object({ key: z.string(), label: LocalText })),
      }),
    ),
    popularity: z.int(),
    media: z.array(
      z.object({
        id: ImageId,
        alt: LocalText,
        width: z.int(),
        height: z.int(),
        thumbhash: z.string(),
      }),
    ),
    variants: z.array(AdminVariant),
    version: z.int().positive(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminProduct" });
export type AdminProduct = z.infer<typeof AdminProduct>;

/** A row of the product table. */
export const AdminProductRow = z
  .object({
    id: ProductId,
    slug: Slug,
    status: ProductStatus,
    title: LocalText,
    brand: Slug,
    category: Slug,
    price: Money.nullable().describe("Lowest of its variants; null without a variant"),
    priceVaries: z.boolean(),
    variantCount: z.int(),
    onHand: z.int().describe("Of all its SKUs"),
    pictureId: ImageId.nullable(),
    version: z.int().positive(),
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminProductRow" });
export type AdminProductRow = z.infer<typeof AdminProductRow>;

export const AdminProductList = keysetPageOf(AdminProductRow);
export const AdminProductQuery = z.object({
  q: trimmedText(80).min(1).optional().describe("Words of title or brand, or a SKU"),
  status: ProductStatus.optional(),
  category: Slug.optional(),
  brand: Slug.optional(),
  limit: PageLimit,
  cursor: Cursor,
});
export type AdminProductQuery = z.infer<typeof AdminProductQuery>;

export const StockReason = z.enum(["received", "counted", "returned", "damaged"]);
export type StockReason = z.infer<typeof StockReason>;
export const StockMovementInput = z.strictObject({
  delta: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((delta) => delta !== 0, "must not be 0"),
  reason: StockReason,
  note: trimmedText(300).default(""),
  /** A count is a difference from what was seen: with this it is refused once the level has moved on. */
  seenOnHand: z
    .int()
    .min(0)
    .max(STOCK_MAX)
    .optional()
    .describe("The level `delta` was computed from; `stock_changed` when another one is there"),
});
export type StockMovementInput = z.infer<typeof StockMovementInput>;
export const StockMovement = z
  .object({
    id: z.string(),
    sku: Sku,
    delta: z.int(),
    reason: z.enum([...StockReason.options, "initial", "sold"]),
    note: z.string(),
    principal: z.string().describe("Member id of the administrator, or a program's name"),
    at: Timestamp,
  })
  .meta({ id: "StockMovement" });
export type StockMovement = z.infer<typeof StockMovement>;
export const StockMoved = z.object({ movement: StockMovement, stock: StockLevel });
export type StockMoved = z.infer<typeof StockMoved>;
export const StockHistory = keysetPageOf(StockMovement).extend({ stock: StockLevel });
export type StockHistory = z.infer<typeof StockHistory>;

const categoryFields = {
  slug: Slug,
  name: namedText(80),
  description: localText(2_000),
  parent: Slug.nullable().describe("Slug of the category above it"),
  position: z.int().min(0).max(100_000),
};
export const CategoryCreate = z.strictObject({
  ...categoryFields,
  description: categoryFields.description.default({ ko: "", en: "" }),
  parent: categoryFields.parent.default(null),
  position: categoryFields.position.default(0),
});
export type CategoryCreate = z.infer<typeof CategoryCreate>;
export const CategoryPatch = z
  .strictObject(categoryFields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
export type CategoryPatch = z.infer<typeof CategoryPatch>;
export const AdminCategory = z
  .object({
    id: CategoryId,
    slug: Slug,
    name: LocalText,
    description: LocalText,
    parent: Slug.nullable(),
    position: z.int(),
    productCount: z.int().describe("Products directly in it, in every state"),
    version: z.int().positive(),
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminCategory" });
export type AdminCategory = z.infer<typeof AdminCategory>;

export const AuditEvent = z
  .object({
    id: z.string(),
    at: Timestamp,
    actorId: z.string(),
    action: z.string().describe("product.changed, variant.added, stock.moved …"),
    subjectId: z.string(),
    changes: z.record(z.string(), z.unknown()).describe("What was asked for"),
    requestId: z.string(),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof AuditEvent>;
export const AuditQuery = z.object({
  subject: storableText(80)
    .optional()
    .describe(
      "Id of a product, category, collection or group of synonyms, slug of a brand, key of an attribute",
    ),
  limit: PageLimit,
  cursor: Cursor,
});
export type AuditQuery = z.infer<typeof AuditQuery>;

const base = "/api/admin/catalog";
const product = z.object({ id: ProductId });
const variant = z.object({ id: ProductId, variantId: VariantId });
const category = z.object({ id: CategoryId });
const bySku = z.object({ sku: Sku });

export const catalogAdminOperations = operations("Catalogue administration", {
  adminListProducts: {
    ...ADMIN,
    method: "get",
    path: `${base}/products`,
    summary: "List products of every state, newest first",
    query: AdminProductQuery,
    responses: { 200: AdminProductList },
    errors: [],
  },
  adminCreateProduct: {
    ...ADMIN_WRITE,
    method: "post",
    path: `${base}/products`,
    summary: "Create a product; its variants come next",
    body: ProductCreate,
    responses: { 201: AdminProduct },
    headers: ["ETag", "Location"],
    errors: ["slug_taken", "product_incomplete"],
  },
  adminGetProduct: {
    ...ADMIN,
    method: "get",
    path: `${base}/products/{id}`,
    summary: "Read a product with everything that can be changed",
    params: product,
    responses: { 200: AdminProduct },
    headers: ["ETag"],
    errors: [],
  },
  adminChangeProduct: {
    ...ADMIN_WRITE,
    method: "patch",
    path: `${base}/products/{id}`,
    summary: "Change a part of a product, or its status",
    params: product,
    body: ProductPatch,
    responses: { 200: AdminProduct },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["slug_taken", "product_incomplete"],
  },
  adminReplaceProductMedia: {
    ...ADMIN_WRITE,
    method: "put",
    path: `${base}/products/{id}/media`,
    summary: "Replace a product's pictures",
    params: product,
    body: MediaList,
    responses: { 200: AdminProduct },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["product_incomplete"],
  },
  adminAddVariant: {
    ...ADMIN_WRITE,
    method: "post",
    path: `${base}/products/{id}/variants`,
    summary: "Add a variant, with its first stock",
    params: product,
    body: VariantCreate,
    responses: { 201: AdminProduct },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["sku_taken"],
  },
  adminAddVariants: {
    ...ADMIN_WRITE,
    method: "post",
    path: `${base}/products/{id}/variants/batch`,
    summary: "Add several variants at once, all or none",
    params: product,
    body: VariantsCreate,
    responses: { 201: AdminProduct },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["sku_taken"],
  },
  adminReplaceVariant: {
    ...ADMIN_WRITE,
    method: "put",
    path: `${base}/products/{id}/variants/{variantId}`,
    summary: "Replace a variant: SKU, option values, prices, weight",
    params: variant,
    body: VariantInput,
    responses: { 200: AdminProduct },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["sku_taken"],
  },
  adminRemoveVariant: {
    ...ADMIN_WRITE,
    method: "delete",
    path: `${base}/products/{id}/variants/{variantId}`,
    summary: "Remove a variant that has no stock",
    params: variant,
    responses: { 200: AdminProduct },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["still_used", "product_incomplete"],
  },
  adminGetStock: {
    ...ADMIN,
    method: "get",
    path: `${base}/stock/{sku}`,
    summary: "A SKU's stock and its movements, newest first",
    params: bySku,
    query: z.object({ limit: PageLimit, cursor: Cursor }),
    responses: { 200: StockHistory },
    errors: [],
  },
  adminMoveStock: {
    ...ADMIN_WRITE,
    method: "post",
    path: `${base}/stock/{sku}/movements`,
    summary: "Move stock, with a reason",
    params: bySku,
    body: StockMovementInput,
    responses: { 201: StockMoved },
    errors: ["stock_changed", "stock_insufficient"],
  },
  adminListCategories: {
    ...ADMIN,
    method: "get",
    path: `${base}/categories`,
    summary: "List the categories in both languages",
    responses: { 200: z.object({ items: z.array(AdminCategory) }) },
    errors: [],
  },
  adminCreateCategory: {
    ...ADMIN_WRITE,
    method: "post",
    path: `${base}/categories`,
    summary: "Create a category",
    body: CategoryCreate,
    responses: { 201: AdminCategory },
    headers: ["ETag"],
    errors: ["slug_taken"],
  },
  adminChangeCategory: {
    ...ADMIN_WRITE,
    method: "patch",
    path: `${base}/categories/{id}`,
    summary: "Change a category, or move it in the tree",
    params: category,
    body: CategoryPatch,
    responses: { 200: AdminCategory },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["slug_taken"],
  },
  adminRemoveCategory: {
    ...ADMIN_WRITE,
    method: "delete",
    path: `${base}/categories/{id}`,
    summary: "Remove a category nothing stands in",
    params: category,
    responses: { 204: null },
    ifMatch: true,
    errors: ["still_used"],
  },
  adminListCatalogueChanges: {
    ...ADMIN,
    method: "get",
    path: `${base}/audit`,
    summary: "Who changed what, newest first",
    query: AuditQuery,
    responses: { 200: keysetPageOf(AuditEvent) },
    errors: [],
  },
});
