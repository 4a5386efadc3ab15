/** What those who sell ask of payment by RPC: order, reservation. @see specs/payments.md 11 */
import type { CallContext } from "./call.ts";
import type { Locale } from "./locale.ts";
import type { Currency } from "./money.ts";
import type {
  CashReceiptInput,
  DeclineReason,
  DepositAccount,
  Instrument,
  PaymentNext,
  PaymentPurpose,
  RefundAccount,
} from "./payment.ts";
import type { PaymentState, RefundState } from "./transitions.ts";

/** An attempt to be opened. Amounts are minor units; `totalMinor = cardMinor + pointAmount`. */
export interface OpenInput {
  purpose: Exclude<PaymentPurpose, "point_charge">;
  paymentId: string;
  /** The order's or reservation's id. */
  reference: string;
  /** 1–5. */
  attempt: number;
  memberId: string | null;
  currency: Currency;
  totalMinor: number;
  cardMinor: number;
  pointAmount: number;
  /** What the payment page calls it: "Linen shirt and 2 more". At most 100 characters. */
  orderName: string;
  customer: { name: string; email: string; phone: string | null };
  locale: Locale;
  instrument: Instrument;
  cashReceipt: CashReceiptInput;
  /** Code of the bank of a virtual account that is to be opened at once, without a payment page. */
  bank?: string | undefined;
  /** Path of the shop's page that the payment page comes back to; origins come from configuration. */
  returnPath: string;
  /** At most 1200. */
  readySeconds: number;
}

/** What became of an attempt that was opened before, or could not be. */
export type AttemptAsIs = { state: "paid" | "failed" | "expired" | "orphaned" | "voided" };

/** A confirm's or a look's outcome that all callers know. */
export type Settled =
  | { state: "paid" }
  | { state: "awaiting_deposit"; account: DepositAccount }
  | { state: "declined"; why: DeclineReason }
  /** Not known yet: ask again. */
  | { state: "pending" };

/** What is known of a payment, for its owner. */
export interface PaymentFacts {
  paymentId: string;
  /** `UNKNOWN`: there is no such payment of this purpose. */
  state: PaymentState | "UNKNOWN";
  reference: string | null;
  cardMinor: number;
  pointAmount: number;
  refundedCard: number;
  refundedPoints: number;
  instrument: Instrument | null;
  instrumentLabel: string | null;
  failure: DeclineReason | null;
  account: DepositAccount | null;
  cashReceipt: { url: string; number: string } | null;
  /** The bank took the deposit back, and it is not there again. */
  depositReversed: boolean;
  readyUntil: string | null;
  paidAt: string | null;
  createdAt: string | null;
  next: PaymentNext | null;
}

/** One thing that happened to a payment. */
export interface PaymentTimelineEntry {
  at: string;
  source: "event" | "webhook" | "gateway_call" | "ledger" | "refund";
  /** '' for a movement of points that is no payment's: what the order earned. */
  paymentId: string;
  name: string;
  data: Record<string, string | number | boolean | null>;
}

/** Points of a member as a checkout needs them. */
export interface PointsOf {
  available: number;
  pending: number;
}

/**
 * The verbs of payment. Each may be called any number of times, at once, in any order, and answers the state there is.
 * They fail only by an outage. A row of another purpose is as unknown.
 */
export interface PaymentSagaRpc {
  /** Makes the attempt, with its points held. */
  open(
    input: OpenInput,
    call: CallContext,
  ): Promise<
    | { state: "opened"; next: PaymentNext | null }
    | Settled
    | AttemptAsIs
    | { state: "points_insufficient" }
    | { state: "gateway_unavailable" }
    | { state: "method_unavailable" }
    | { state: "mismatched" }
  >;
  /** Takes the money, once however often it is asked. @param input.paymentKey null repeats with the key the row has */
  confirm(
    input: {
      purpose: OpenInput["purpose"];
      paymentId: string;
      paymentKey: string | null;
      amountMinor: number;
    },
    call: CallContext,
  ): Promise<
    | Settled
    /** The gateway knows no such key: the page may come again. */
    | { state: "unknown_key" }
    | { state: "refused"; why: "expired" | "mismatch" | "key_taken" | "unknown_payment" }
  >;
  /** Ends an attempt without money, or tells that there is some. An unknown id is ended from then on. */
  abandon(
    input: {
      purpose: OpenInput["purpose"];
      paymentId: string;
      reference: string;
      attempt: number;
      why: string;
    },
    call: CallContext,
  ): Promise<{ state: "abandoned" | "paid" | "pending" }>;
  /** @param input.paymentIds at most 100; asks the gateway for at most 6 of them, where it is due */
  look(
    input: { purpose: OpenInput["purpose"]; paymentIds: string[] },
    call: CallContext,
  ): Promise<PaymentFacts[]>;
  /** Gives money and points back. `mismatched`: the id is of a refund with other amounts. */
  refund(
    input: {
      purpose: OpenInput["purpose"];
      refundId: string;
      paymentId: string;
      cardMinor: number;
      pointAmount: number;
      why: string;
      account?: RefundAccount | undefined;
    },
    call: CallContext,
  ): Promise<
    | { state: "done"; settlesAt: string | null }
    | { state: "pending" }
    | { state: "refused"; why: string }
    | { state: "exceeds" | "account_required" | "mismatched" }
  >;
  /** Refunds of one payment, for pages and for a change that goes on. */
  refundsOf(
    input: { purpose: OpenInput["purpose"]; refundIds: string[] },
    call: CallContext,
  ): Promise<{ refundId: string; state: RefundState; cardMinor: number; pointAmount: number }[]>;
  /** Payments that reached a final state since, in pages: an owner compares them with its own rows. */
  settled(
    input: { purpose: OpenInput["purpose"]; since: string; cursor: string | null },
    call: CallContext,
  ): Promise<{
    items: {
      reference: string;
      paymentId: string;
      state: PaymentState;
      cardMinor: number;
      pointAmount: number;
      refundedCard: number;
      refundedPoints: number;
    }[];
    nextCursor: string | null;
  }>;
  timeline(
    input: { purpose: OpenInput["purpose"]; reference: string },
    call: CallContext,
  ): Promise<PaymentTimelineEntry[]>;
  pointsOf(input: { memberId: string }, call: CallContext): Promise<PointsOf>;
  /** Says what an order earns now: `n` grows with each change, a late lower one makes nothing. @param input.due RFC 3339, shown to the member */
  earn(
    input: { orderId: string; memberId: string; n: number; amount: number; due: string },
    call: CallContext,
  ): Promise<{ state: "pending" | "posted" | "voided" | "superseded" | "mismatched" }>;
  /** The order is completed: what it earned is the member's. */
  settleEarn(
    input: { orderId: string },
    call: CallContext,
  ): Promise<{ state: "posted" | "voided" | "none" }>;
  /** Gives points by hand of a program, once per key. */
  grant(
    input: {
      key: string;
      memberId: string;
      amount: number;
      reason: string;
      referenceType: "RESERVATION" | "MANUAL";
      referenceId: string;
    },
    call: CallContext,
  ): Promise<{ state: "posted" | "mismatched" }>;
}

/** What a payment gateway that takes test cards adds: the local stand-in's. @see specs/payments.md 6 */
export interface PaymentTestCardRpc {
  /** Pays an open attempt with a published test card, at once. `card_refused`: no gateway here takes card data. */
  keyIn(
    input: {
      purpose: OpenInput["purpose"];
      paymentId: string;
      amountMinor: number;
      cardNumber: string;
    },
    call: CallContext,
  ): Promise<Awaited<ReturnType<PaymentSagaRpc["confirm"]>> | { state: "card_refused" }>;
}
