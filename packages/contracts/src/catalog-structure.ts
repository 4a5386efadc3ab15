/** What products are arranged by, as administrators keep it: brands, attributes of the facets, collections. */
import { z } from "zod";
import { ADMIN, changing, creating, listing, removing } from "./admin-operations.ts";
import { Slug } from "./catalog.ts";
import { Key, namedText } from "./catalog-fields.ts";
import { ProductStatus } from "./catalog-products.ts";
import { CollectionId, ProductId } from "./ids.ts";
import { ImageId } from "./images.ts";
import { LocalText } from "./locale.ts";
import { operations } from "./operation.ts";
import { Timestamp } from "./time.ts";

/** Values of one attribute. */
export const ATTRIBUTE_VALUES_MAX = 200;

/** Products of one collection. */
export const COLLECTION_PRODUCTS_MAX = 200;
/** Slug of the collection the home page leads with. */
export const FEATURED = "featured";

const distinct = (keys: readonly string[]) => new Set(keys).size === keys.length;
const isSomething = (patch: object) => Object.keys(patch).length > 0;
const NOTHING = "names nothing to change";

/** A new brand. */
export const BrandCreate = z.strictObject({ slug: Slug, name: namedText(80) });
export type BrandCreate = z.infer<typeof BrandCreate>;
/** Its slug stays: addresses and every product name it. */
export const BrandPatch = z.strictObject({ name: namedText(80) });
export type BrandPatch = z.infer<typeof BrandPatch>;

/** A brand as administrators see it. */
export const AdminBrand = z
  .object({
    slug: Slug,
    name: LocalText,
    productCount: z.int().describe("Products of it, in every state"),
    version: z.int().positive(),
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminBrand" });
export type AdminBrand = z.infer<typeof AdminBrand>;

const attributeFields = {
  name: namedText(80),
  position: z.int().min(0).max(100_000),
  values: z
    .array(z.strictObject({ key: Key, label: namedText(80) }))
    .max(ATTRIBUTE_VALUES_MAX)
    .refine((values) => distinct(values.map(({ key }) => key)), "repeats a key")
    .describe("All of them, in order; one that is left out is removed"),
};

/** A new attribute with its values. */
export const AttributeCreate = z.strictObject({
  key: Key,
  ...attributeFields,
  position: attributeFields.position.default(0),
  values: attributeFields.values.default([]),
});
export type AttributeCreate = z.infer<typeof AttributeCreate>;
/** Its key stays: addresses (`attr.<key>`) and products name it. */
export const AttributePatch = z
  .strictObject(attributeFields)
  .partial()
  .refine(isSomething, NOTHING);
export type AttributePatch = z.infer<typeof AttributePatch>;
/** What `attr.*` filters by, with every value a product may have. */
export const AdminAttribute = z
  .object({
    key: z.string(),
    name: LocalText,
    position: z.int(),
    values: z.array(z.object({ key: z.string(), label: LocalText })),
    version: z.int().positive(),
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminAttribute" });
export type AdminAttribute = z.infer<typeof AdminAttribute>;

const collectionFields = {
  title: namedText(80),
  products: z
    .array(ProductId)
    .max(COLLECTION_PRODUCTS_MAX)
    .refine(distinct, "repeats a product")
    .describe("All of them, in order"),
};

/** A new collection. */
export const CollectionCreate = z.strictObject({
  slug: Slug,
  ...collectionFields,
  products: collectionFields.products.default([]),
});
export type CollectionCreate = z.infer<typeof CollectionCreate>;
/** Its slug stays: pages ask for it by name. */
export const CollectionPatch = z
  .strictObject(collectionFields)
  .partial()
  .refine(isSomething, NOTHING);
export type CollectionPatch = z.infer<typeof CollectionPatch>;

const collectionRow = {
  id: CollectionId,
  slug: Slug,
  title: LocalText,
  version: z.int().positive(),
  updatedAt: Timestamp,
};

/** A row of the table of collections. */
export const CollectionRow = z
  .object({ ...collectionRow, productCount: z.int() })
  .meta({ id: "CollectionRow" });
export type CollectionRow = z.infer<typeof CollectionRow>;

/** A collection with its products. */
export const AdminCollection = z
  .object({
    ...collectionRow,
    products: z.array(
      z.object({
        id: ProductId,
        slug: Slug,
        title: LocalText,
        status: ProductStatus,
        pictureId: ImageId.nullable(),
      }),
    ),
  })
  .meta({ id: "AdminCollection" });
export type AdminCollection = z.infer<typeof AdminCollection>;

const base = "/api/admin/catalog";
const bySlug = z.object({ slug: Slug });
const byKey = z.object({ key: Key });
const byId = z.object({ id: CollectionId });

/** Brands, attributes and collections, as administrators keep them. */
export const catalogStructureOperations = operations("Catalogue administration", {
  adminListBrands: listing(`${base}/brands`, "List the brands", AdminBrand),
  adminCreateBrand: creating(`${base}/brands`, "Create a brand", BrandCreate, AdminBrand),
  adminChangeBrand: changing(
    `${base}/brands/{slug}`,
    "Rename a brand",
    bySlug,
    BrandPatch,
    AdminBrand,
  ),
  adminRemoveBrand: removing(`${base}/brands/{slug}`, "Remove a brand no product is of", bySlug),
  adminListAttributes: listing(
    `${base}/attributes`,
    "List what products can be filtered by, with all values",
    AdminAttribute,
  ),
  adminCreateAttribute: creating(
    `${base}/attributes`,
    "Create an attribute",
    AttributeCreate,
    AdminAttribute,
  ),
  adminChangeAttribute: {
    ...changing(
      `${base}/attributes/{key}`,
      "Rename an attribute, move it, or replace its values",
      byKey,
      AttributePatch,
      AdminAttribute,
    ),
    errors: ["still_used"],
  },
  adminRemoveAttribute: removing(
    `${base}/attributes/{key}`,
    "Remove an attribute no product has",
    byKey,
  ),
  adminListCollections: listing(`${base}/collections`, "List the collections", CollectionRow),
  adminCreateCollection: {
    ...creating(`${base}/collections`, "Create a collection", CollectionCreate, AdminCollection),
    headers: ["ETag", "Location"],
  },
  adminGetCollection: {
    ...ADMIN,
    method: "get",
    path: `${base}/collections/{id}`,
    summary: "Read a collection with its products, in order",
    params: byId,
    responses: { 200: AdminCollection },
    headers: ["ETag"],
    errors: [],
  },
  adminChangeCollection: changing(
    `${base}/collections/{id}`,
    "Rename a collection, or replace its products",
    byId,
    CollectionPatch,
    AdminCollection,
  ),
  adminRemoveCollection: removing(
    `${base}/collections/{id}`,
    "Remove a collection; its products stay",
    byId,
  ),
});
