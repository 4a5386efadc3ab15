/** Everything that a request, a question or a tick of the clock may need from the outside world; `deps.ts` chooses it. */
import type { MemberRpc } from "@edgemart/contracts/member";
import type { PaymentSagaRpc, PaymentTestCardRpc } from "@edgemart/contracts/payment-saga";
import type { CatalogStockRpc } from "@edgemart/contracts/stock-hold";
import type { EventSender } from "@edgemart/postgres/outbox";
import type { DeadMessage } from "@edgemart/worker-kit/consume-queue";
import type { OutboxQuestion } from "@edgemart/worker-kit/outbox-question";
import type { HandedStep } from "../core/handed-steps.ts";
import type { ShopTerms } from "../core/price.ts";
import type { AdminActs, AdminReads } from "./administration.ts";
import type { ChangeStore } from "./changes.ts";
import type { Comparison } from "./comparison.ts";
import type { DeadMessageAdmin } from "./dead-messages.ts";
import type { OrderStore } from "./orders.ts";
import type { ParcelStore } from "./parcels.ts";
import type { LookupLimit, OrderReads } from "./reads.ts";
import type { ReturnStore } from "./returns.ts";
import type { CouponAdmin, ShippingAdmin } from "./terms.ts";

/** Whose terms of the shop are asked for. */
export interface TermsAsked {
  postcode: string | null;
  couponCode: string | null;
  /** Whose own uses of the coupon are counted; placing counts them itself. */
  memberId?: string | null;
}

/** Tokens of guests' orders. */
export interface OrderTokens {
  make(orderId: string, accessGen: number): Promise<string>;
  /** Compares in constant time with the token of the secret, and of the one before while it rotates. */
  matches(token: string, orderId: string, accessGen: number): Promise<boolean>;
  /** Digest of a caller's address prefix: counted, never shown. */
  clientDigest(prefix: string): Promise<string>;
}

/** Settings of the shop that decisions need. */
export interface Settings {
  /** Seconds a new hold lasts. */
  holdSeconds: number;
  readySeconds: number;
  pointsEarnPercent: number;
  /** Deducted for a return after a change of mind, in won. */
  returnFeeMinor: number;
  pace: number;
}

/** What the saga asks. */
export interface SagaDeps {
  orders: OrderStore;
  stock: CatalogStockRpc;
  payment: PaymentSagaRpc & PaymentTestCardRpc;
  settings: Settings;
  /** Notes for the log what a step threw; the step stays. */
  noteFailure(step: string, orderId: string, thrown: unknown): void;
}

/** What cancelling and refunding need besides. */
export interface ChangeDeps extends SagaDeps {
  changes: ChangeStore;
  returns: ReturnStore;
  parcels: ParcelStore;
}

/** The queue of steps that a tick cannot do itself. */
export interface StepQueue {
  /** Sends messages of at most 5 steps each. A failure is noted, and costs the time of a lease. */
  send(messages: readonly (readonly HandedStep[])[]): Promise<void>;
}

/** Forgets what has served its time. */
export interface Upkeep {
  /** Keys of idempotency that no one knows any more. @returns how many, at most `rowsMax` */
  forgetOld(rowsMax: number): Promise<number>;
  /** Sent events, ids of consumed ones, settled dead letters. @returns how many */
  tidy(): Promise<number>;
  /** Empties names, telephones, addresses, e-mails and texts of orders of five years. @returns how many, at most 500 */
  emptyOld(): Promise<number>;
}

/** The dependencies of order. */
export interface Deps extends ChangeDeps {
  reads: OrderReads;
  adminReads: AdminReads;
  adminActs: AdminActs;
  coupons: CouponAdmin;
  shipping: ShippingAdmin;
  deadMessages: DeadMessageAdmin;
  lookups: LookupLimit;
  member: MemberRpc;
  tokens: OrderTokens;
  /** Reads what else decides a price; one statement. */
  terms(asked: TermsAsked): Promise<ShopTerms>;
  /** Gives the same as it was read last, without a statement: placing compares it. Null when it was not read yet. */
  lastTerms(asked: TermsAsked): ShopTerms | null;
  upkeep: Upkeep;
  /** Null where there is no such queue: then the sweeps do everything. */
  stepQueue: StepQueue | null;
  comparison: Comparison;
  /** Sends what the sweep finds unsent. */
  events: EventSender;
  outbox: OutboxQuestion;
  /** Keeps a message that could not be handled. */
  keepDead(message: DeadMessage): Promise<void>;
  /** RPC calls made through these dependencies so far. */
  callsMade(): number;
  newOrderId(): string;
  newHoldId(): string;
  newPaymentId(): string;
  newOrderNumber(): string;
}
