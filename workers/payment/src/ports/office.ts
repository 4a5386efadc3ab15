/** What the administration of payments reads and writes. */
import type {
  AdminPayment,
  AdminPaymentDetail,
  AdminPaymentQuery,
  AdminRefund,
  PaymentCounts,
} from "@edgemart/contracts/payment-admin";
import type { DifferenceQuery, PaymentDifference } from "@edgemart/contracts/payment-books";
import type { Position } from "@edgemart/contracts/position";
import type { KeyedEffect } from "@edgemart/postgres/keyed-effect";
import type { Write, WriteKey } from "@edgemart/worker-kit/write-terms";
import type { Moved } from "./payment-store.ts";
import type { RefundMoved } from "./refund-store.ts";

export type { Write };

/** Filters of a list of payments. */
export type PaymentFilters = Omit<AdminPaymentQuery, "limit" | "cursor">;

/** Reads of the administration: one statement each. */
export interface OfficeReads {
  /** Newest first. @param after last row of the page before */
  list(filters: PaymentFilters, after: Position | null, limit: number): Promise<AdminPayment[]>;
  counts(): Promise<PaymentCounts>;
  /** Null where there is none. */
  one(paymentId: string): Promise<AdminPaymentDetail | null>;
  refund(refundId: string): Promise<AdminRefund | null>;
  /** Newest first. @param before id of the last one of the page before */
  differences(
    status: DifferenceQuery["status"],
    before: number | null,
    limit: number,
  ): Promise<PaymentDifference[]>;
  difference(id: string): Promise<PaymentDifference | null>;
}

/** What a write did; `lost`: another one used its key at the same moment, or before. */
export type Written<Done, Not extends string> = Done | { did: Not } | { did: "lost" };

/** Writes of the administration: each with its key and its audit line in one statement, or not at all. */
export interface OfficeWrites {
  /** What a key did before. */
  recall(key: WriteKey | null): Promise<KeyedEffect | null>;
  /** Lets a refused refund begin anew. @param account sealed; null for none */
  askAgain(
    refundId: string,
    account: string | null,
    reason: string,
    write: Write,
  ): Promise<
    Written<
      RefundMoved<"requested" | "moved">,
      "unknown" | "not_possible" | "exceeds" | "account_required"
    >
  >;
  /** Notes that a refund was paid by hand. */
  closeByHand(
    refundId: string,
    note: string,
    write: Write,
  ): Promise<Written<RefundMoved<"moved">, "unknown" | "not_possible" | "exceeds">>;
  /** Keeps the account of an ended attempt's money, and leases the payment to the caller. @param account sealed */
  giveVoidAccount(
    paymentId: string,
    account: string,
    reason: string,
    write: Write,
  ): Promise<Written<Moved<"moved">, "unknown" | "not_possible">>;
  clearAttention(
    paymentId: string,
    note: string,
    write: Write,
  ): Promise<Written<Moved<"moved">, "unknown" | "not_possible">>;
  /** `is`: it was closed before. */
  closeDifference(
    id: string,
    note: string,
    write: Write,
  ): Promise<Written<{ did: "moved" | "is" }, "unknown">>;
  /** Notes that days of the books are compared. */
  beginReconcile(
    days: { from: string; to: string },
    write: Write,
  ): Promise<Written<{ did: "moved" }, never>>;
}
