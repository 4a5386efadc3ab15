/** Checks once an hour that what is reserved and on hand is what holds and movements say. */
import type { StockHolds } from "../ports/stock-holds.ts";

/** Subjects that a report names. */
const NAMED_MAX = 10;

/** How many subjects break a law of stock, and the first of them as `law subject`. */
export interface StockLawReport {
  broken: number;
  first: string;
}

/** Tells whether the five-minute clock strikes for the first time in its hour. @param at epoch milliseconds */
export function isFirstVisitOfHour(at: number): boolean {
  return new Date(at).getUTCMinutes() < 5;
}

/** Checks all laws of stock in one snapshot. @see specs/orders.md 16 */
export async function checkStockLaws(holds: StockHolds): Promise<StockLawReport> {
  const broken = await holds.brokenLaws();
  const first = broken.slice(0, NAMED_MAX).map(({ law, subject }) => `${law} ${subject}`);
  return { broken: broken.length, first: first.join(", ") };
}
