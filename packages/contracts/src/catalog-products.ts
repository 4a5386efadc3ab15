/** Products as administrators keep them: both languages, every state, exact stock. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { Slug } from "./catalog.ts";
import { localText, Sku } from "./catalog-fields.ts";
import { given, named, orBlank, stored } from "./catalog-product-fields.ts";
import { ProductId, VariantId } from "./ids.ts";
import { ImageId } from "./images.ts";
import { LocalText } from "./locale.ts";
import { Money } from "./money.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** Pictures of one product. */
export const PRODUCT_MEDIA_MAX = 40;

/** Draft: not in the shop yet; active: on sale; archived: taken out of the shop. */
export const ProductStatus = z.enum(["draft", "active", "archived"]);
export type ProductStatus = z.infer<typeof ProductStatus>;

/** A new product, without variants and pictures. */
export const ProductCreate = z.strictObject({
  ...named,
  ...orBlank,
  status: z.enum(["draft", "active"]).default("draft"),
});
export type ProductCreate = z.infer<typeof ProductCreate>;
/** A new product as it is sent: what it may be without is left out. */
export type ProductInput = z.input<typeof ProductCreate>;

/** What is not named stays. `status: "archived"` takes the product out of the shop and keeps everything of it. */
export const ProductPatch = z
  .strictObject({ ...named, ...given, status: ProductStatus })
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

/** A variant with its exact stock. */
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
    brand: Slug,
    category: Slug,
    ...stored,
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

/** A page of the product table. */
export const AdminProductList = keysetPageOf(AdminProductRow);

/** Which products are asked for. */
export const AdminProductQuery = z.object({
  q: trimmedText(80).min(1).optional().describe("Words of title or brand, or a SKU"),
  status: ProductStatus.optional(),
  category: Slug.optional(),
  brand: Slug.optional(),
  limit: PageLimit,
  cursor: Cursor,
});
export type AdminProductQuery = z.infer<typeof AdminProductQuery>;

const base = "/api/admin/catalog";
const product = z.object({ id: ProductId });

/** Products and their pictures. */
export const catalogProductOperations = operations("Catalogue administration", {
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
    // `not_found`: what the key made before is gone again.
    errors: ["slug_taken", "product_incomplete", "not_found"],
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
});
