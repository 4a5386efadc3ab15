/** What an administrator may ask and change of what products are arranged by: categories, brands, attributes, collections. */
import {
  AdminCategory,
  type CategoryCreate,
  type CategoryPatch,
} from "@edgemart/contracts/catalog-categories";
import {
  AdminAttribute,
  AdminBrand,
  AdminCollection,
  type AttributeCreate,
  type AttributePatch,
  type BrandCreate,
  type BrandPatch,
  type CollectionCreate,
  type CollectionPatch,
  CollectionRow,
} from "@edgemart/contracts/catalog-structure";
import { z } from "zod";
import { askCatalog, type CatalogWrite, writeCatalog } from "./catalog-admin.ts";

const Categories = z.object({ items: z.array(AdminCategory) });
const Brands = z.object({ items: z.array(AdminBrand) });
const Attributes = z.object({ items: z.array(AdminAttribute) });
const Collections = z.object({ items: z.array(CollectionRow) });

/** Lists all categories, those without products too. */
export function fetchAdminCategories(accessToken: string) {
  return askCatalog(accessToken, Categories, "/categories");
}

/** Makes a category. */
export function createCategory(by: CatalogWrite, body: CategoryCreate) {
  return writeCatalog(by, AdminCategory, { method: "POST", path: "/categories", body });
}

/** Changes a category; `precondition_failed` when it has changed since `by.version`. */
export function changeCategory(by: CatalogWrite, id: string, body: CategoryPatch) {
  return writeCatalog(by, AdminCategory, { method: "PATCH", path: `/categories/${id}`, body });
}

/** `still_used` while a product or another category is in it. */
export function removeCategory(by: CatalogWrite, id: string) {
  return writeCatalog<undefined>(by, null, { method: "DELETE", path: `/categories/${id}` });
}

/** Lists all brands with how many products each has. */
export function fetchBrands(accessToken: string) {
  return askCatalog(accessToken, Brands, "/brands");
}

/** Makes a brand. */
export function createBrand(by: CatalogWrite, body: BrandCreate) {
  return writeCatalog(by, AdminBrand, { method: "POST", path: "/brands", body });
}

/** Changes the names of a brand; its slug stays. */
export function renameBrand(by: CatalogWrite, slug: string, body: BrandPatch) {
  return writeCatalog(by, AdminBrand, { method: "PATCH", path: `/brands/${slug}`, body });
}

/** `still_used` while a product is of it. */
export function removeBrand(by: CatalogWrite, slug: string) {
  return writeCatalog<undefined>(by, null, { method: "DELETE", path: `/brands/${slug}` });
}

/** Lists all attributes with their values. */
export function fetchAttributes(accessToken: string) {
  return askCatalog(accessToken, Attributes, "/attributes");
}

/** Makes an attribute; its key stays. */
export function createAttribute(by: CatalogWrite, body: AttributeCreate) {
  return writeCatalog(by, AdminAttribute, { method: "POST", path: "/attributes", body });
}

/** `still_used` when a value is left out that products have. */
export function changeAttribute(by: CatalogWrite, key: string, body: AttributePatch) {
  return writeCatalog(by, AdminAttribute, { method: "PATCH", path: `/attributes/${key}`, body });
}

/** `still_used` while a product has one of its values. */
export function removeAttribute(by: CatalogWrite, key: string) {
  return writeCatalog<undefined>(by, null, { method: "DELETE", path: `/attributes/${key}` });
}

/** Lists all collections without their products. */
export function fetchCollections(accessToken: string) {
  return askCatalog(accessToken, Collections, "/collections");
}

/** Asks for one collection with its products in order. */
export function fetchCollection(accessToken: string, id: string) {
  return askCatalog(accessToken, AdminCollection, `/collections/${id}`);
}

/** Makes a collection. */
export function createCollection(by: CatalogWrite, body: CollectionCreate) {
  return writeCatalog(by, AdminCollection, { method: "POST", path: "/collections", body });
}

/** Changes title or products of a collection; `precondition_failed` when it has changed since `by.version`. */
export function changeCollection(by: CatalogWrite, id: string, body: CollectionPatch) {
  return writeCatalog(by, AdminCollection, { method: "PATCH", path: `/collections/${id}`, body });
}

/** `still_used` for the one the home page leads with. */
export function removeCollection(by: CatalogWrite, id: string) {
  return writeCatalog<undefined>(by, null, { method: "DELETE", path: `/collections/${id}` });
}
