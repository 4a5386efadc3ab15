/** Refunds as they are kept: each verb is one statement, decided in it. */
import type { PaymentPurpose } from "@edgemart/contracts/payment";
import type { RefundRow } from "../core/payment-view.ts";
import type { GatewayCall } from "./payment-gateway.ts";
import type { Moved } from "./payment-store.ts";

/** What a statement did to a refund, with both rows as they are now. */
export interface RefundMoved<Did extends string> extends Moved<Did> {
  refund: RefundRow;
  /** Of the refunded card money, what was transferred by hand: the gateway still holds it. */
  byHandCard: number;
  /** More than 14 days have passed since it was sent to the gateway. */
  isOld: boolean;
}

/** Or that nothing was written, and why. */
export type RefundMovedOr<Did extends string, Not extends string> = RefundMoved<Did> | { did: Not };

/** A refund to be reserved. */
export interface NewRefund {
  id: string;
  purpose: PaymentPurpose;
  paymentId: string;
  kind: "owner" | "void" | "charge";
  cardMinor: number;
  pointAmount: number;
  reason: string;
  sealedAccount: string | null;
}

/** Keeps refunds. Every call may be repeated and answers the state there is. */
export interface RefundStore {
  request(
    refund: NewRefund,
  ): Promise<
    RefundMovedOr<
      "requested" | "moved" | "is",
      "not_paid" | "mismatched" | "exceeds" | "account_required"
    >
  >;
  /** `transfer`: it is DONE, and its money should have arrived: the caller looks. */
  begin(
    refundId: string,
  ): Promise<RefundMovedOr<"call" | "look" | "transfer" | "wait" | "is", "unknown">>;
  /** Applies what the gateway says. @param seen version of the refund that was asked about */
  settle(
    refundId: string,
    seen: number,
    told: object,
    calls: readonly GatewayCall[],
    waits: { again: number },
  ): Promise<RefundMovedOr<"moved" | "is", "unknown">>;
  /** Lists refunds whose wait is over. */
  due(most: number): Promise<string[]>;
  /** Those there are of payments of that purpose. */
  read(purpose: PaymentPurpose, refundIds: readonly string[]): Promise<RefundRow[]>;
}
