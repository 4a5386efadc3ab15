/** What an administrator may ask and change of the catalogue. Every write carries its form's key and the version it saw. */
import {
  AdminCategory,
  AdminProduct,
  AdminProductList,
  AuditEvent,
  type MediaList,
  type ProductCreate,
  type ProductPatch,
  StockHistory,
  StockMoved,
  type StockMovementInput,
  type VariantCreate,
  type VariantInput,
} from "@edgemart/contracts/catalog-admin";
import { AdminBrand } from "@edgemart/contracts/catalog-structure";
import { StoredMedia } from "@edgemart/contracts/images";
import { keysetPageOf } from "@edgemart/contracts/page";
import type { Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { etagOf, type GatewayCall } from "./call-gateway.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const BASE = "/api/admin/catalog";
const Categories = z.object({ items: z.array(AdminCategory) });
const Brands = z.object({ items: z.array(AdminBrand) });
const AuditPage = keysetPageOf(AuditEvent);

/** Who writes, under which key, on which version. */
export interface CatalogWrite {
  accessToken: string;
  key: string;
  version?: number;
}

function ask<T>(accessToken: string, schema: z.ZodType<T>, path: string): Promise<Result<T>> {
  return askGateway(schema, { path: BASE + path, credential: bearer(accessToken) });
}

function write<T>(
  by: CatalogWrite,
  schema: z.ZodType<T>,
  call: Pick<GatewayCall, "method" | "path" | "body">,
): Promise<Result<T>> {
  return askGateway(schema, {
    ...call,
    path: BASE + call.path,
    credential: bearer(by.accessToken),
    idempotencyKey: by.key,
    ...(by.version === undefined ? {} : { ifMatch: etagOf(by.version) }),
  });
}

/** Every state, newest first. @param query parameters of `AdminProductQuery` as text */
export function fetchAdminProducts(accessToken: string, query: Record<string, string>) {
  return ask(accessToken, AdminProductList, `/products?${new URLSearchParams(query)}`);
}

export function fetchAdminProduct(accessToken: string, id: string) {
  return ask(accessToken, AdminProduct, `/products/${encodeURIComponent(id)}`);
}

export function fetchAdminCategories(accessToken: string) {
  return ask(accessToken, Categories, "/categories");
}

export function fetchBrands(accessToken: string) {
  return ask(accessToken, Brands, "/brands");
}

/** A SKU's level and its movements, newest first. */
export function fetchStock(accessToken: string, sku: string, query: Record<string, string>) {
  const path = `/stock/${encodeURIComponent(sku)}?${new URLSearchParams(query)}`;
  return ask(accessToken, StockHistory, path);
}

/** Who changed what of the catalogue, newest first. */
export function fetchCatalogAudit(accessToken: string, query: Record<string, string>) {
  return ask(accessToken, AuditPage, `/audit?${new URLSearchParams(query)}`);
}

export function createProduct(by: CatalogWrite, body: ProductCreate) {
  return write(by, AdminProduct, { method: "POST", path: "/products", body });
}

export function changeProduct(by: CatalogWrite, id: string, body: ProductPatch) {
  return write(by, AdminProduct, { method: "PATCH", path: `/products/${id}`, body });
}

/** Replaces the whole list of pictures. */
export function putMedia(by: CatalogWrite, id: string, body: MediaList) {
  return write(by, AdminProduct, { method: "PUT", path: `/products/${id}/media`, body });
}

export function addVariant(by: CatalogWrite, id: string, body: VariantCreate) {
  return write(by, AdminProduct, { method: "POST", path: `/products/${id}/variants`, body });
}

export function putVariant(by: CatalogWrite, id: string, variantId: string, body: VariantInput) {
  const path = `/products/${id}/variants/${variantId}`;
  return write(by, AdminProduct, { method: "PUT", path, body });
}

/** `still_used` while it has stock. */
export function removeVariant(by: CatalogWrite, id: string, variantId: string) {
  const path = `/products/${id}/variants/${variantId}`;
  return write(by, AdminProduct, { method: "DELETE", path });
}

/** Stock is moved, not edited: no version. `stock_insufficient` below what is promised. */
export function moveStock(by: CatalogWrite, sku: string, body: StockMovementInput) {
  const path = `/stock/${encodeURIComponent(sku)}/movements`;
  return write(by, StockMoved, { method: "POST", path, body });
}

/** Stores a picture under its content; the same bytes twice are one picture. */
export function storePicture(
  accessToken: string,
  bytes: NonNullable<GatewayCall["bytes"]>,
): Promise<Result<StoredMedia>> {
  const call = { method: "POST", path: "/api/media", bytes } as const;
  return askGateway(StoredMedia, { ...call, credential: bearer(accessToken) });
}
