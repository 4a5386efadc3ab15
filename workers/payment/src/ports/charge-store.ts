/** Charges of points as they are kept: a payment and its refund, with the limit and the lot decided in the statement. */
import type { MovedOr, NewAttempt } from "./payment-store.ts";
import type { NewRefund, RefundMovedOr } from "./refund-store.ts";

/** Keeps charges. Every call may be repeated and answers the state there is. */
export interface ChargeStore {
  /** @param charge with the days its points live · @param balanceMax what a balance may reach with its open charges */
  open(
    charge: NewAttempt,
    balanceMax: number,
  ): Promise<MovedOr<"made" | "is", "mismatched" | "points_insufficient" | "points_limit">>;
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
