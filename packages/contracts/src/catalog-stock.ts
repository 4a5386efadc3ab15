/** Stock as administrators keep it: levels and movements, never edited, only moved. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { Sku } from "./catalog-fields.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** Largest count one SKU may reach. */
export const STOCK_MAX = 1_000_000_000;

/** How much of a SKU there is. */
export const StockLevel = z.object({
  sku: Sku,
  onHand: z.int().nonnegative(),
  reserved: z.int().nonnegative().describe("Promised to carts and orders; at most `onHand`"),
});
export type StockLevel = z.infer<typeof StockLevel>;

/** Why an administrator moves stock. */
export const StockReason = z.enum(["received", "counted", "returned", "damaged"]);
export type StockReason = z.infer<typeof StockReason>;

/** A movement to be done. */
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

/** A movement that was done. */
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

/** The movement, and the level after it. */
export const StockMoved = z.object({ movement: StockMovement, stock: StockLevel });
export type StockMoved = z.infer<typeof StockMoved>;

/** A page of movements, and the level now. */
export const StockHistory = keysetPageOf(StockMovement).extend({ stock: StockLevel });
export type StockHistory = z.infer<typeof StockHistory>;

const base = "/api/admin/catalog";
const bySku = z.object({ sku: Sku });

/** Stock of a SKU. */
export const catalogStockOperations = operations("Catalogue administration", {
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
});
