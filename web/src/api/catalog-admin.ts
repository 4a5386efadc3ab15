/** What an administrator may ask and change of the catalog. Every write carries its form's key and the version it saw. */

import { AuditEvent } from "@edgemart/contracts/catalog-audit";
import {
  AdminProduct,
  AdminProductList,
  type MediaList,
  type ProductInput,
  type ProductPatch,
} from "@edgemart/contracts/catalog-products";
import {
  StockHistory,
  StockMoved,
  type StockMovementInput,
} from "@edgemart/contracts/catalog-stock";
import type {
  VariantCreate,
  VariantInput,
  VariantsCreate,
} from "@edgemart/contracts/catalog-variants";
import { StoredMedia } from "@edgemart/contracts/images";
import { keysetPageOf } from "@edgemart/contracts/page";
import type { Result } from "@edgemart/contracts/result";
import type { z } from "zod";
import { etagOf, type GatewayCall } from "./call-gateway.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const BASE = "/api/admin/catalog";
const AuditPage = keysetPageOf(AuditEvent);

/** Who writes, under which key, on which version. */
export interface CatalogWrite {
  accessToken: string;
  key: string;
  version?: number;
}

/** Reads from the catalog as an administrator. */
export function askCatalog<T>(
  accessToken: string,
  schema: z.ZodType<T>,
  path: string,
): Promise<Result<T>> {
  return askGateway(schema, { path: BASE + path, credential: bearer(accessToken) });
}

/** Writes to the catalog as an administrator, once for each key. */
export function writeCatalog<T>(
  by: CatalogWrite,
  schema: z.ZodType<T> | null,
  call: Pick<GatewayCall, "method" | "path" | "body">,
): Promise<Result<T>> {
  return askGateway<T>(schema, {
    ...call,
    path: BASE + call.path,
    credential: bearer(by.accessToken),
    idempotencyKey: by.key,
    ...(by.version === undefined ? {} : { ifMatch: etagOf(by.version) }),
  });
}

/** Every state, newest first. @param query parameters of `AdminProductQuery` as text */
export function fetchAdminProducts(accessToken: string, query: Record<string, string>) {
  return askCatalog(accessToken, AdminProductList, `/products?${new URLSearchParams(query)}`);
}

/** Asks for a product with all that only administrators see. */
export function fetchAdminProduct(accessToken: string, id: string) {
  return askCatalog(accessToken, AdminProduct, `/products/${encodeURIComponent(id)}`);
}

/** A SKU's level and its movements, newest first. */
export function fetchStock(accessToken: string, sku: string, query: Record<string, string>) {
  const path = `/stock/${encodeURIComponent(sku)}?${new URLSearchParams(query)}`;
  return askCatalog(accessToken, StockHistory, path);
}

/** Who changed what of the catalog, newest first. */
export function fetchCatalogAudit(accessToken: string, query: Record<string, string>) {
  return askCatalog(accessToken, AuditPage, `/audit?${new URLSearchParams(query)}`);
}

/** Makes a product; it is a draft until it has variants and a status. */
export function createProduct(by: CatalogWrite, body: ProductInput) {
  return writeCatalog(by, AdminProduct, { method: "POST", path: "/products", body });
}

/** Changes a product; `precondition_failed` when it has changed since `by.version`. */
export function changeProduct(by: CatalogWrite, id: string, body: ProductPatch) {
  return writeCatalog(by, AdminProduct, { method: "PATCH", path: `/products/${id}`, body });
}

/** Replaces the complete list of pictures. */
export function putMedia(by: CatalogWrite, id: string, body: MediaList) {
  return writeCatalog(by, AdminProduct, { method: "PUT", path: `/products/${id}/media`, body });
}

/** Adds a variant to a product. */
export function addVariant(by: CatalogWrite, id: string, body: VariantCreate) {
  return writeCatalog(by, AdminProduct, { method: "POST", path: `/products/${id}/variants`, body });
}

/** All of them, or none. */
export function addVariants(by: CatalogWrite, id: string, body: VariantsCreate) {
  const path = `/products/${id}/variants/batch`;
  return writeCatalog(by, AdminProduct, { method: "POST", path, body });
}

/** Replaces what is kept of a variant. */
export function putVariant(by: CatalogWrite, id: string, variantId: string, body: VariantInput) {
  const path = `/products/${id}/variants/${variantId}`;
  return writeCatalog(by, AdminProduct, { method: "PUT", path, body });
}

/** `still_used` while it has stock. */
export function removeVariant(by: CatalogWrite, id: string, variantId: string) {
  const path = `/products/${id}/variants/${variantId}`;
  return writeCatalog(by, AdminProduct, { method: "DELETE", path });
}

/** Stock is moved, not edited: no version. `stock_insufficient` below what is promised. */
export function moveStock(by: CatalogWrite, sku: string, body: StockMovementInput) {
  const path = `/stock/${encodeURIComponent(sku)}/movements`;
  return writeCatalog(by, StockMoved, { method: "POST", path, body });
}

/** Stores a picture under its content; the same bytes twice are one picture. */
export function storePicture(
  accessToken: string,
  bytes: NonNullable<GatewayCall["bytes"]>,
): Promise<Result<StoredMedia>> {
  const call = { method: "POST", path: "/api/media", bytes } as const;
  return askGateway(StoredMedia, { ...call, credential: bearer(accessToken) });
}
