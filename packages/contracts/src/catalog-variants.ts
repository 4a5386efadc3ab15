/** Variants as administrators write them; each write makes the next version of its product. */
import { z } from "zod";
import { ADMIN_WRITE } from "./admin-operations.ts";
import { Key, Sku } from "./catalog-fields.ts";
import { AdminProduct } from "./catalog-products.ts";
import { ProductId, VariantId } from "./ids.ts";
import { Price } from "./money.ts";
import { operations } from "./operation.ts";

/** Variants of one product. */
export const VARIANTS_MAX = 200;

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

/** A new variant with its first stock. */
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

const base = "/api/admin/catalog";
const product = z.object({ id: ProductId });
const variant = z.object({ id: ProductId, variantId: VariantId });

/** Variants of a product. */
export const catalogVariantOperations = operations("Catalogue administration", {
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
});
