/** Payments as they are kept: each verb is one statement, decided in it. */
import type { PaymentPurpose } from "@edgemart/contracts/payment";
import type { OutboxEvent } from "@edgemart/postgres/outbox";
import type { PaymentRow } from "../core/payment-row.ts";
import type { GatewayCall, GatewayName } from "./payment-gateway.ts";

/** What a statement did, with the row as it is now. */
export interface Moved<Did extends string> {
  did: Did;
  row: PaymentRow;
  /** More than 11 minutes have passed since the gateway was first asked to confirm. */
  isLongUnknown: boolean;
  /** More than 10 minutes have passed since the last moment for a deposit. */
  isOverdue: boolean;
  events: OutboxEvent[];
}

/** Or that nothing was written, and why. */
export type MovedOr<Did extends string, Not extends string> = Moved<Did> | { did: Not };

/** The columns of a new attempt. */
export interface NewAttempt {
  id: string;
  purpose: PaymentPurpose;
  reference: string;
  memberId: string | null;
  attempt: number;
  currency: string;
  totalMinor: number;
  cardMinor: number;
  pointAmount: number;
  gateway: GatewayName;
  instrument: object;
  page: object;
  sealed: string | null;
  readySeconds: number;
}

/** Which attempt is to be ended. */
export interface Abandoned {
  id: string;
  purpose: PaymentPurpose;
  reference: string;
  attempt: number;
  gateway: GatewayName;
  why: string;
}

/** Keeps payments. Every call may be repeated and answers the state there is. */
export interface PaymentStore {
  open(attempt: NewAttempt): Promise<MovedOr<"made" | "is", "mismatched" | "points_insufficient">>;
  beginConfirm(
    purpose: PaymentPurpose,
    paymentId: string,
    paymentKey: string | null,
    cardMinor: number,
  ): Promise<
    MovedOr<"call" | "look" | "wait" | "is" | "mismatch" | "no_key" | "key_taken", "unknown">
  >;
  /** The same without a key of a page: an account or a test card. */
  beginKeyless(
    purpose: PaymentPurpose,
    paymentId: string,
    cardMinor: number,
  ): Promise<MovedOr<"call" | "look" | "wait" | "is" | "mismatch", "unknown">>;
  /** Applies what the gateway says. @param seen version that was asked about */
  apply(
    paymentId: string,
    seen: number,
    told: object,
    calls: readonly GatewayCall[],
    waits: { again: number; deposit: number },
  ): Promise<MovedOr<"moved" | "is", "unknown">>;
  abandon(
    attempt: Abandoned,
  ): Promise<MovedOr<"abandoned" | "paid" | "look" | "wait" | "cancel", "unknown">>;
  /** Takes payments whose wait is over, each for one caller. @param paymentIds null: whichever */
  takeDue(paymentIds: readonly string[] | null, most: number): Promise<Moved<"look">[]>;
  /** Ends attempts that no one confirmed in time. */
  expireReady(most: number): Promise<number>;
  /** Those there are, of that purpose. */
  read(purpose: PaymentPurpose, paymentIds: readonly string[]): Promise<PaymentRow[]>;
}
