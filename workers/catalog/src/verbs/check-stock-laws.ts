/** Checks once an hour that what is reserved and on hand is what holds and movements say. */
import type { BrokenLaw, StockHolds } from "../ports/stock-holds.ts";

/** Subjects that a report names. */
const NAMED_MAX = 10;
/** SKUs that one statement adds up the movements of. */
const SKUS_AT_A_TIME = 2_000;

/** How many subjects break a law of stock, and the first of them as `law subject`. */
export interface StockLawReport {
  broken: number;
  first: string;
}

/** Tells whether the five-minute clock strikes for the first time in its hour. @param at epoch milliseconds */
export function isFirstVisitOfHour(at: number): boolean {
  return new Date(at).getUTCMinutes() < 5;
}

/** Lists what breaks a law of stock now; empty as long as they hold. @see specs/orders.md 16 */
export async function brokenStockLaws(
  holds: Pick<StockHolds, "brokenReservations" | "brokenOnHand">,
): Promise<BrokenLaw[]> {
  const broken = await holds.brokenReservations();
  let after: string | null = "";
  while (after !== null) {
    const page = await holds.brokenOnHand(after, SKUS_AT_A_TIME);
    for (const subject of page.broken) broken.push({ law: "on_hand_is_what_moved", subject });
    after = page.last;
  }
  return broken;
}

/** Checks the laws of stock. */
export async function checkStockLaws(holds: StockHolds): Promise<StockLawReport> {
  const broken = await brokenStockLaws(holds);
  const first = broken.slice(0, NAMED_MAX).map(({ law, subject }) => `${law} ${subject}`);
  return { broken: broken.length, first: first.join(", ") };
}
