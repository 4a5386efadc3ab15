/** What may be sent back, until when, and for what fee. Pure; the time is the one the order was read at. @see specs/orders.md 39 */
import type { Order } from "@edgemart/contracts/order";
import { RETURN_DAYS, type ReturnReason } from "@edgemart/contracts/order-fulfilment";
import { fulfilmentOf } from "./after-view.ts";
import type { ChangeRow } from "./change-rows.ts";
import type { LineRow, OrderRow } from "./rows.ts";

const DAY_MS = 86_400_000;
const SEOUL_MS = 9 * 3_600_000;

/**
 * Gives the last millisecond of the day in Seoul (UTC+9, no summer time) that is so many days after a time.
 *
 * `orders.day_end` decides the same where a return is asked for; a test compares them.
 *
 * @param at RFC 3339
 */
export function dayEnd(at: string, days: number): string {
  const day = Math.floor((new Date(at).getTime() + SEOUL_MS) / DAY_MS);
  return new Date((day + days + 1) * DAY_MS - SEOUL_MS - 1).toISOString();
}

/** Tells whether a change is a return that has not arrived. */
export function isReturnOpen({ kind, state }: Pick<ChangeRow, "kind" | "state">): boolean {
  return kind === "return" && (state === "REQUESTED" || state === "APPROVED");
}

/** Tells whether each unit is cancelled or delivered. */
export function isDelivered(order: OrderRow): boolean {
  return fulfilmentOf(order) === "delivered";
}

/** Counts the units of a line that were sent, are not returned and are in no open return. */
export function returnableOf(
  { shipments, changes }: Pick<OrderRow, "shipments" | "changes">,
  { line, returned }: Pick<LineRow, "line" | "returned">,
): number {
  const unitsIn = (holders: readonly { lines: readonly { line: number; quantity: number }[] }[]) =>
    holders
      .flatMap(({ lines }) => lines)
      .filter((each) => each.line === line)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const sent = shipments.filter(({ state }) => state === "SHIPPED" || state === "DELIVERED");
  return unitsIn(sent) - returned - unitsIn(changes.filter(isReturnOpen));
}

/** Gives what a return for a reason costs its owner: in won alone. */
export function returnFee(
  reason: ReturnReason,
  { currency }: Pick<OrderRow, "currency">,
  feeMinor: number,
): number {
  return reason === "changed_mind" && currency === "KRW" ? feeMinor : 0;
}

/** Gives the terms of returns; null while nothing was sent. */
export function returnTermsOf(order: OrderRow, feeMinor: number): Order["returnTerms"] {
  const { currency, deliveredAt, shipments } = order;
  if (!shipments.some(({ state }) => state === "SHIPPED" || state === "DELIVERED")) return null;
  const until = (reason: ReturnReason) =>
    deliveredAt === null ? null : dayEnd(deliveredAt, RETURN_DAYS[reason]);
  return {
    fee: { amountMinor: returnFee("changed_mind", order, feeMinor), currency },
    changedMindUntil: until("changed_mind"),
    faultyUntil: until("defective"),
  };
}

/** Tells whether a return may be asked for now, whatever its reason. */
export function mayReturn(order: OrderRow): boolean {
  const { state, deliveredAt, readAt, lines } = order;
  if (state !== "PAID" && state !== "COMPLETED") return false;
  const isOver = deliveredAt !== null && readAt > dayEnd(deliveredAt, RETURN_DAYS.defective);
  return !isOver && lines.some((line) => returnableOf(order, line) > 0);
}
