/** Whether an event sells seats at a moment. Pure. @see specs/ticketing.md 2, 30 */
import type { EventFacts } from "@edgemart/contracts/event-facts";

/**
 * Tells why it does not; null when it does.
 *
 * Of the state, which may be some seconds old, only DRAFT, CANCELLED and POSTPONED count: opening and closing are judged by
 * the times.
 */
export function saleRefusal(
  { saleClosesAt, saleOpensAt, state }: Pick<EventFacts, "state" | "saleOpensAt" | "saleClosesAt">,
  now: number,
): "sale_not_open" | "sale_closed" | null {
  if (state === "CANCELLED" || state === "POSTPONED") return "sale_closed";
  if (state === "DRAFT" || now < Date.parse(saleOpensAt)) return "sale_not_open";
  return now >= Date.parse(saleClosesAt) ? "sale_closed" : null;
}
