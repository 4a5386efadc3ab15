/** A cart: its lines on the wire, what may be done to them, and the one rule two carts are merged by. Pure. */
import { z } from "zod";
import type { Operation } from "./operation.ts";
import { Timestamp } from "./time.ts";

/** As many as a guest's cookie holds with room to spare. */
export const CART_LINES_MAX = 40;
export const CART_QUANTITY_MAX = 99;
const PRICE_MINOR_MAX = 999_999_999_999;

/** A SKU a cart can hold: no character that ends a cookie's value or one of its parts. */
export const CartSku = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be a SKU of letters, digits, dots and hyphens");

export const CartLine = z.strictObject({
  sku: CartSku,
  quantity: z.int().min(1).max(CART_QUANTITY_MAX),
  priceSeenMinor: z
    .int()
    .min(0)
    .max(PRICE_MINOR_MAX)
    .nullable()
    .describe("Price the shopper last agreed to, in minor units: tells when it has changed"),
});
export type CartLine = z.infer<typeof CartLine>;

/** A whole cart, as it replaces the one before. */
export const CartInput = z.strictObject({
  items: z
    .array(CartLine)
    .max(CART_LINES_MAX)
    .refine(
      (items) => new Set(items.map(({ sku }) => sku)).size === items.length,
      "must name each SKU once",
    ),
});
export type CartInput = z.infer<typeof CartInput>;

/** Every member has one: a cart never written is empty and of version 1. */
export const Cart = z
  .object({
    items: z.array(CartLine),
    version: z.int().positive().describe("Grows with every change; the ETag"),
    updatedAt: Timestamp.nullable(),
  })
  .meta({ id: "Cart" });
export type Cart = z.infer<typeof Cart>;

/** One thing a shopper does to a cart. */
export type CartChange =
  | { kind: "add"; line: CartLine }
  /** Quantity 0 takes the line away. */
  | { kind: "set"; sku: string; quantity: number }
  /** Agrees to the prices of now. */
  | { kind: "accept"; prices: ReadonlyMap<string, number> };

/**
 * Gives the lines after a change; bounds hold whatever is asked.
 *
 * @returns null when the cart is full and the change would begin another line
 */
export function changedLines(lines: readonly CartLine[], change: CartChange): CartLine[] | null {
  switch (change.kind) {
    case "add": {
      const known = lines.find(({ sku }) => sku === change.line.sku);
      if (!known) return lines.length < CART_LINES_MAX ? [...lines, change.line] : null;
      const quantity = Math.min(CART_QUANTITY_MAX, known.quantity + change.line.quantity);
      const { priceSeenMinor } = change.line;
      return lines.map((line) => (line === known ? { ...line, quantity, priceSeenMinor } : line));
    }
    case "set": {
      const quantity = Math.min(CART_QUANTITY_MAX, change.quantity);
      if (quantity < 1) return lines.filter(({ sku }) => sku !== change.sku);
      return lines.map((line) => (line.sku === change.sku ? { ...line, quantity } : line));
    }
    case "accept":
      return lines.map((line) => ({
        ...line,
        priceSeenMinor: change.prices.get(line.sku) ?? line.priceSeenMinor,
      }));
  }
}

/**
 * Merges a guest's cart into a member's: the larger quantity of each SKU, the member's lines first.
 *
 * The larger and not the sum, so that merging twice is merging once: a sign-in posted twice, or from a second tab,
 * buys nothing more. What does not fit is left out.
 */
export function mergedLines(mine: readonly CartLine[], guests: readonly CartLine[]): CartLine[] {
  const bySku = new Map(mine.map((line) => [line.sku, line]));
  for (const line of guests) {
    const known = bySku.get(line.sku);
    if (!known || known.quantity < line.quantity) bySku.set(line.sku, line);
  }
  return [...bySku.values()].slice(0, CART_LINES_MAX);
}

/** Tells whether two carts hold the same, order and seen prices included. */
export function sameLines(a: readonly CartLine[], b: readonly CartLine[]): boolean {
  const text = (lines: readonly CartLine[]) =>
    lines.map((line) => `${line.sku}:${line.quantity}:${line.priceSeenMinor}`).join();
  return text(a) === text(b);
}

const tag = "Cart";
export const cartOperations: Operation[] = [
  {
    method: "get",
    path: "/api/members/me/cart",
    tag,
    summary: "Read the signed-in member's cart",
    auth: "bearer",
    responses: { 200: Cart },
    errors: [],
  },
  {
    method: "put",
    path: "/api/members/me/cart",
    tag,
    summary: "Replace the signed-in member's cart",
    auth: "bearer",
    idempotency: "optional",
    body: CartInput,
    responses: { 200: Cart },
    errors: [
      "invalid_body",
      "validation_failed",
      "not_found",
      "precondition_required",
      "precondition_failed",
    ],
  },
];
