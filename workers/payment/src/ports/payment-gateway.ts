/** The payment gateway, whichever it is. What its API answers is true; what a browser or a webhook says is a hint. */

import type { Currency } from "@edgemart/contracts/money";
import type { CashReceiptInput, Instrument, PaymentNext } from "@edgemart/contracts/payment";
import type { GatewayAnswered } from "@edgemart/contracts/payment-admin";
import type { PageFacts } from "../core/payment-row.ts";
import type { GatewayTransaction } from "../core/reconcile.ts";
import type { CancelOutcome, Settlement } from "../core/settlement.ts";

/** Name of a gateway, as a payment's row keeps it. */
export type GatewayName = "toss" | "simulator" | "none";

/** What the gateway must know of an attempt. Amounts are minor units: the card part alone. */
export interface GatewayAttempt {
  paymentId: string;
  currency: Currency;
  cardMinor: number;
  instrument: Instrument;
  page: PageFacts;
}

/** Who pays, as the payment page and a cash receipt name them. */
export interface GatewayCustomer {
  name: string;
  email: string;
  phone: string | null;
  cashReceipt: CashReceiptInput;
}

/** One call, as it is noted; never a secret, never a body. */
export interface GatewayCall {
  paymentId: string;
  refundId: string | null;
  verb: "confirm" | "issue" | "key_in" | "look" | "cancel" | "list";
  key: string | null;
  ms: number;
  httpStatus: number | null;
  /** The gateway's own code, or `timeout`, `network`, `too_large`, `not_json`. */
  code: string | null;
  /** What a success said; null for everything else. */
  answered: GatewayAnswered | null;
}

/** An answer with the calls it took. */
export interface Told<T> {
  told: T;
  calls: GatewayCall[];
}

/** A cancellation to be made; a full one has no amount. */
export interface CancelRequest {
  paymentId: string;
  refundId: string | null;
  paymentKey: string;
  currency: Currency;
  cardMinor: number;
  /** Idempotency key at the gateway. */
  key: string;
  reason: string;
  /** Null cancels everything. */
  amountMinor: number | null;
  /** The balance the gateway must still hold; another one is refused. */
  balanceMinor: number | null;
  account: { bank: string; accountNumber: string; holderName: string } | null;
}

/** A page of the gateway's books. */
export type TransactionPage =
  | { kind: "page"; items: GatewayTransaction[]; next: string | null }
  | { kind: "unknown" };

/** A payment gateway. All of one confirmation or look shares one limit of 15 seconds. */
export interface PaymentGateway {
  readonly name: GatewayName;
  readonly can: {
    /** Test cards may be typed at our own address. */
    keyIn: boolean;
    pageNeedsScript: boolean;
    accountWithoutPage: boolean;
    instruments: readonly Instrument[];
    currencies: readonly Currency[];
    movesMoneyOn: "confirm" | "authorize";
  };
  /** Where the shopper goes; no call. */
  next(attempt: GatewayAttempt): PaymentNext | null;
  /** Takes the money. @param key idempotency key at the gateway */
  confirm(attempt: GatewayAttempt & { paymentKey: string }, key: string): Promise<Told<Settlement>>;
  /** Pays with a test card; only where `can.keyIn`. The number goes no further than the call. */
  keyIn(attempt: GatewayAttempt, cardNumber: string, key: string): Promise<Told<Settlement>>;
  /** Opens an account for a deposit without a page. */
  issueAccount(
    attempt: GatewayAttempt,
    customer: GatewayCustomer,
    key: string,
  ): Promise<Told<Settlement>>;
  /** Asks by the key, or by our own id where there is none. */
  look(attempt: GatewayAttempt & { paymentKey: string | null }): Promise<Told<Settlement>>;
  cancel(request: CancelRequest): Promise<Told<CancelOutcome>>;
  /** Lists a day's movements of money, the oldest first, in pages. @param day in Seoul @param after `next` of the page before */
  list(day: string, after: string | null): Promise<Told<TransactionPage>>;
}
