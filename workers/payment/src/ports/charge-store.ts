/** Charges of points as they are kept: a payment and its refund, with the limit and the lot decided in the statement. */
import type { WriteKey } from "@edgemart/worker-kit/write-terms";
import type { MovedOr, NewAttempt } from "./payment-store.ts";
import type { NewRefund, RefundMovedOr } from "./refund-store.ts";

/** Keeps charges. Every call may be repeated and answers the state there is. */
export interface ChargeStore {
  /**
   * Opens a charge, and keeps its key in the same statement.
   *
   * @param charge     with the days its points live
   * @param balanceMax what a balance may reach with its open charges
   * @returns `lost`: another request took the key at the same moment, and nothing was written
   */
  open(
    charge: NewAttempt,
    balanceMax: number,
    key: WriteKey | null,
  ): Promise<
    MovedOr<"made" | "is", "mismatched" | "points_insufficient" | "points_limit"> | "lost"
  >;
  /** Gives what a key has opened; null when nothing. */
  recall(key: WriteKey | null): Promise<{ sameInput: boolean; subjectId: string } | null>;
  /** `not_possible`: a part of the points is spent or held. */
  requestRefund(
    refund: NewRefund,
  ): Promise<
    RefundMovedOr<
      "requested" | "moved" | "is",
      "not_paid" | "mismatched" | "exceeds" | "account_required" | "not_possible"
    >
  >;
}
