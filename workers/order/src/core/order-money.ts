/** How far an order's money is, derived from its state and its changes. Pure. @see specs/orders.md 25, 42 */
import type { OrderMoney } from "@edgemart/contracts/order-administration";
import type { ChangeRow } from "./change-rows.ts";
import type { OrderRow } from "./rows.ts";

/** States of a change whose money is on its way back. */
export const GOING_BACK = ["OPEN", "RECEIVED", "REFUNDING"] as const;

/** Tells how far the money is. `adapters/order-filters.ts` says the same in SQL; a test compares them. */
export function moneyOf(
  order: Pick<OrderRow, "state" | "paidAt" | "cardMinor" | "pointAmount" | "changes">,
): OrderMoney {
  const { state, paidAt, changes } = order;
  if (state === "AWAITING_DEPOSIT") return "awaiting_deposit";
  if (paidAt === null) return "unpaid";
  if (changes.some((change) => change.state === "FAILED")) return "refund_failed";
  if (changes.some((change) => isGoingBack(change))) return "refunding";
  const back = changes
    .filter((change) => change.state === "DONE")
    .reduce((sum, change) => sum + change.cardMinor + change.pointAmount, 0);
  if (back === 0) return "paid";
  return back < order.cardMinor + order.pointAmount ? "part_refunded" : "refunded";
}

/** Gives what a goodwill refund may still take, in minor units: what was paid and is in no change. */
export function leftOf({
  paidAt,
  cardMinor,
  pointAmount,
  changes,
}: Pick<OrderRow, "paidAt" | "cardMinor" | "pointAmount" | "changes">): number {
  if (paidAt === null) return 0;
  const given = changes.reduce((sum, change) => sum + change.cardMinor + change.pointAmount, 0);
  return Math.max(0, cardMinor + pointAmount - given);
}

function isGoingBack({ state }: ChangeRow): boolean {
  return GOING_BACK.some((each) => each === state);
}
