/** Compares a day of the gateway's books with ours. Pure. @see specs/payments.md 37 */
import type { PaymentState } from "@edgemart/contracts/transitions";

/** One movement of money as the gateway lists it. */
export interface GatewayTransaction {
  transactionKey: string;
  paymentKey: string;
  orderId: string;
  status: string;
}

/** A payment of ours, as far as the comparison needs it. */
export interface BookedPayment {
  id: string;
  state: PaymentState;
  /** Transactions of refunds that are done. */
  refundKeys: readonly string[];
  /** A refund is under way: its cancellation may be at the gateway already. */
  hasOpenRefund: boolean;
}

/** Where the books differ. */
export interface Difference {
  kind: "unknown_payment" | "foreign_cancel" | "not_at_gateway";
  paymentId: string;
  data: Record<string, string>;
}

/**
 * Finds what differs, and what must be looked up to know.
 *
 * @param paid ids of ours that were paid that day
 * @returns `look`: money of an attempt that ended, and paid ones that the gateway's day does not have
 */
export function compareBooks(
  transactions: readonly GatewayTransaction[],
  ours: ReadonlyMap<string, BookedPayment>,
  paid: readonly string[],
): { look: string[]; differences: Difference[] } {
  const look = new Set<string>();
  const differences: Difference[] = [];
  const charged = new Set<string>();
  for (const { orderId, paymentKey, status, transactionKey } of transactions) {
    const own = ours.get(orderId);
    const data = { paymentKey, transactionKey, status };
    if (status === "DONE") charged.add(orderId);
    if (!own) {
      differences.push({ kind: "unknown_payment", paymentId: orderId, data });
    } else if (status === "DONE" && (own.state === "FAILED" || own.state === "EXPIRED")) {
      look.add(orderId);
    } else if (isForeignCancel(status, transactionKey, own)) {
      differences.push({ kind: "foreign_cancel", paymentId: orderId, data });
    }
  }
  for (const id of paid) if (!charged.has(id)) look.add(id);
  return { look: [...look], differences };
}

/** A cancellation of a paid one that no refund of ours has made: someone made it at the gateway itself. It is never undone. */
function isForeignCancel(status: string, transactionKey: string, own: BookedPayment): boolean {
  const isCancel = status === "CANCELED" || status === "PARTIAL_CANCELED";
  return (
    isCancel &&
    own.state === "PAID" &&
    !own.hasOpenRefund &&
    !own.refundKeys.includes(transactionKey)
  );
}

/** Gives the day in Seoul of a moment. @param at epoch milliseconds */
export function seoulDay(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 10);
}
