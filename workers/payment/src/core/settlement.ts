/** What a payment gateway may say of a payment. Pure types. */
import type { DeclineReason } from "@edgemart/contracts/payment";
import type { InstrumentFacts, IssuedReceipt, KeptAccount } from "./payment-row.ts";

/** A cancellation as the gateway lists it. */
export interface GatewayCancel {
  reason: string;
  amountMinor: number;
  transactionKey: string | null;
  /** State of the transfer that gives a deposit back. */
  refundStatus: string | null;
}

/** What the gateway knows of a payment. */
export type Settlement =
  | {
      kind: "paid";
      paymentKey: string;
      instrument: InstrumentFacts | null;
      cashReceipt: IssuedReceipt | null;
      secretHash: string | null;
      balanceMinor: number;
      cancels: GatewayCancel[];
    }
  | {
      kind: "awaiting";
      paymentKey: string;
      account: KeptAccount;
      dueAt: string;
      secretHash: string | null;
      /** Of a deposit that was paid, given back in part, and taken back by the bank. */
      cancels?: GatewayCancel[];
    }
  | { kind: "declined"; why: DeclineReason }
  /** Cancelled in full, aborted or expired: there is no money. */
  | { kind: "ended"; why: DeclineReason | null; cancels: GatewayCancel[] }
  /** Money of another amount or currency than the attempt's. */
  | { kind: "foreign_amount"; paymentKey: string }
  /** The gateway knows no such key, or it is of someone else's payment. */
  | { kind: "unknown_key" }
  /** A look-up found nothing that was approved: no proof that nothing will come. */
  | { kind: "not_found" }
  /** The outcome is not known: look, and try again. */
  | { kind: "unknown" }
  /** The gateway refuses us, not the payment: nothing moves on. */
  | { kind: "unavailable" };

/** What became of a cancellation. */
export type CancelOutcome =
  | { kind: "done"; transactionKey: string | null; settlement: Settlement }
  | { kind: "refused"; why: string }
  | { kind: "unknown" }
  | { kind: "unavailable" };
