/** A cart on the wire. What may be done to its lines is in cart-lines.ts, which browsers read too. */
import { z } from "zod";
import { CART_LINES_MAX, CART_QUANTITY_MAX, PRICE_SEEN_MINOR_MAX, SKU } from "./cart-lines.ts";
import { operations } from "./operation.ts";
import { Timestamp } from "./time.ts";

/** Parses a SKU that a cart can hold. */
export const CartSku = z.string().regex(SKU, "must be a SKU of letters, digits, dots and hyphens");

/** Parses one line of a cart. */
export const CartLine = z.strictObject({
  sku: CartSku,
  quantity: z.int().min(1).max(CART_QUANTITY_MAX),
  priceSeenMinor: z
    .int()
    .min(0)
    .max(PRICE_SEEN_MINOR_MAX)
    .nullable()
    .describe("Price the shopper last agreed to, in minor units: tells when it has changed"),
});

/** A complete cart, as it replaces the one before. */
export const CartInput = z.strictObject({
  items: z
    .array(CartLine)
    .max(CART_LINES_MAX)
    .refine(
      (items) => new Set(items.map(({ sku }) => sku)).size === items.length,
      "must name each SKU once",
    ),
});
/** A parsed `CartInput`. */
export type CartInput = z.infer<typeof CartInput>;

/** Every member has one: a cart never written is empty and of version 1. */
export const Cart = z
  .object({
    items: z.array(CartLine),
    version: z.int().positive().describe("Grows with every change; the ETag"),
    updatedAt: Timestamp.nullable(),
  })
  .meta({ id: "Cart" });
/** A parsed `Cart`. */
export type Cart = z.infer<typeof Cart>;

const tag = "Cart";
export const cartOperations = operations(tag, {
  getCart: {
    method: "get",
    path: "/api/members/me/cart",
    summary: "Read the signed-in member's cart",
    credential: "bearer",
    responses: { 200: Cart },
    headers: ["ETag"],
    errors: [],
  },
  replaceCart: {
    method: "put",
    path: "/api/members/me/cart",
    summary: "Replace the signed-in member's cart",
    credential: "bearer",
    idempotency: "optional",
    body: CartInput,
    responses: { 200: Cart },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["not_found"],
  },
});
