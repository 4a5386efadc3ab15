/** What a change of an order owes, and what the answers of its refund lead to. Pure. @see specs/orders.md 31.11 */
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { HeldLine } from "@edgemart/contracts/stock-hold";
import type { ChangeRow } from "./change-rows.ts";
import { pointsEarned } from "./price.ts";
import type { OrderRow } from "./rows.ts";

/** How a refund ended for the change; null while it is not known. */
export type RefundEnd = { state: "DONE" } | { state: "FAILED"; why: string } | null;

/** Decides after `refund`. A time limit is no refusal: only payment's own word ends it. */
export function afterRefund(answer: Awaited<ReturnType<PaymentSagaRpc["refund"]>>): RefundEnd {
  switch (answer.state) {
    case "done":
      return { state: "DONE" };
    case "pending":
      return null;
    case "refused":
      return { state: "FAILED", why: answer.why };
    case "exceeds":
    case "account_required":
    case "mismatched":
      return { state: "FAILED", why: answer.state };
  }
}

/** Units that go back on the shelf: of a cancellation all, of a return those that can be sold again. */
export function restocked(order: OrderRow, change: ChangeRow): HeldLine[] {
  return change.lines.flatMap(({ line, quantity, restocked: again }) => {
    const units = change.kind === "cancel" ? quantity : (again ?? 0);
    const sku = order.lines.find((each) => each.line === line)?.sku;
    return sku !== undefined && units > 0 ? [{ sku, quantity: units }] : [];
  });
}

/** Name of a change's return to the shelf. */
export function restockIdOf({ id }: ChangeRow): string {
  return `rst:${id}`;
}

/** Points an order still earns: of what a card paid for goods and was not given back with units. Goodwill changes nothing. */
export function stillEarned(order: OrderRow, percent: number): number {
  if (order.memberId === null) return 0;
  const paid = order.lines.reduce((sum, { cardMinor }) => sum + cardMinor, 0);
  const back = order.changes
    .filter(({ kind, state }) => kind === "cancel" || (kind === "return" && !isOpenReturn(state)))
    .flatMap(({ lines }) => lines)
    .reduce((sum, { cardMinor }) => sum + cardMinor, 0);
  return pointsEarned(Math.max(0, paid - back), order.currency, percent);
}

/** A return that has not arrived, or never will. */
function isOpenReturn(state: string): boolean {
  return ["REQUESTED", "APPROVED", "REJECTED", "WITHDRAWN"].includes(state);
}
