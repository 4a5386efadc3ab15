/** How much of a stock level shoppers are shown. Pure. */
import type { StockState } from "@edgemart/contracts/catalog";

const LOW_STOCK_MAX = 5;

/** How many of one SKU can be bought at once. */
export const BOUGHT_AT_ONCE_MAX = 99;

/**
 * The figures that are shown: the largest that is not above the level, so that never more is promised than there is.
 *
 * Caches are notified when a level passes from one to another; an ordinary sale of a well stocked product passes none.
 */
export const SHOWN_STEPS = [1, 2, 3, 4, 5, 6, 10, 20, 50, BOUGHT_AT_ONCE_MAX] as const;

/** Gives the figure that is shown. @param available on the shelf and not promised; below zero counts as zero */
export function shownStock(available: number): number {
  return SHOWN_STEPS.findLast((step) => step <= available) ?? 0;
}

/** Tells shoppers roughly, never the exact level: that is the shop's own figure. */
export function stockState(available: number): StockState {
  if (available <= 0) return "sold_out";
  return available <= LOW_STOCK_MAX ? "low_stock" : "in_stock";
}
