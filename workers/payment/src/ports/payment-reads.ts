/** What pages read of payments. */
import type { Payment, Refund } from "@edgemart/contracts/payment";
import type { Position } from "@edgemart/contracts/position";

/** Reads of a member's own payments; another member's are as unknown. */
export interface PaymentReads {
  /** Newest first. @param after last row of the page before */
  list(memberId: string, after: Position | null, limit: number): Promise<Payment[]>;
  one(memberId: string, paymentId: string): Promise<Payment | null>;
  /** Newest first; null where the payment is unknown. */
  refunds(memberId: string, paymentId: string): Promise<Refund[] | null>;
}
