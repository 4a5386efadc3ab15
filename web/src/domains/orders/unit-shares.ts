/** What units of a line give back: their shares of what was paid for it. Pure. @see specs/orders.md 5 */
import type { Money } from "@edgemart/contracts/money";
import type { Order, OrderLine } from "@edgemart/contracts/order";

/** What some units give back. */
export interface UnitShare {
  count: number;
  card: Money;
  points: number;
}

type Line = Pick<OrderLine, "quantity" | "cancelled" | "returned" | "card" | "points">;

/** Gives the share of 1, 2 … `most` units. */
export function unitShares(line: Line, most: number): UnitShare[] {
  const before = line.cancelled + line.returned;
  // Products stay below 2^53: at most 10^8 minor units of at most 99 units.
  const share = (amount: number, count: number) =>
    Math.floor((amount * (before + count)) / line.quantity) -
    Math.floor((amount * before) / line.quantity);
  return Array.from({ length: most }, (_, at) => ({
    count: at + 1,
    card: { ...line.card, amountMinor: share(line.card.amountMinor, at + 1) },
    points: share(line.points, at + 1),
  }));
}

/** Units of a line that can still be cancelled: neither cancelled nor in a parcel. */
export function cancellable({ quantity, cancelled, shipped }: OrderLine): number {
  return quantity - cancelled - shipped;
}

/** Changes that gave, or will give, something back. */
const ENDED_WITHOUT = new Set(["REJECTED", "WITHDRAWN"]);

/**
 * Gives what a cancellation of all that is left gives back: goods and delivery.
 *
 * @returns null when it is not known: a goodwill refund has taken a part of it before
 */
export function allThatIsLeft(
  order: Pick<Order, "card" | "pointsUsed" | "changes">,
): Omit<UnitShare, "count"> | null {
  if (!areSharesKnown(order)) return null;
  const counted = order.changes.filter(({ state }) => !ENDED_WITHOUT.has(state));
  const card = counted.reduce((sum, change) => sum + change.card.amountMinor, 0);
  const points = counted.reduce((sum, change) => sum + change.points, 0);
  return {
    card: { ...order.card, amountMinor: order.card.amountMinor - card },
    points: order.pointsUsed - points,
  };
}

/** Tells whether units give back exactly their shares: after a goodwill refund it is at most what is left. */
export function areSharesKnown({ changes }: Pick<Order, "changes">): boolean {
  return changes.every(({ kind }) => kind !== "goodwill");
}
