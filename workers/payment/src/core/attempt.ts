/** A payment's row as the gateway and its owner see it. Pure. */
import type { PaymentNext } from "@edgemart/contracts/payment";
import type { PaymentFacts, Settled } from "@edgemart/contracts/payment-saga";
import type { PaymentRow } from "./payment-row.ts";
import { accountOf } from "./payment-view.ts";

/** What the gateway must know of an attempt. */
export function attemptOf(row: PaymentRow) {
  return {
    paymentId: row.id,
    currency: row.currency,
    cardMinor: row.cardMinor,
    instrument: row.instrument.kind ?? ("card" as const),
    page: row.page,
  };
}

/** What an owner is answered of an attempt that is neither open nor ended by anyone but the gateway. */
export type Stand =
  | Settled
  | { state: "ready" }
  | { state: "expired" }
  | { state: "orphaned" | "voided" };

/** Gives where an attempt is. */
export function standOf(row: PaymentRow): Stand {
  switch (row.state) {
    case "READY":
      return { state: "ready" };
    case "CONFIRMING":
      return { state: "pending" };
    case "AWAITING_DEPOSIT": {
      const account = accountOf(row);
      return account ? { state: "awaiting_deposit", account } : { state: "pending" };
    }
    case "PAID":
      return { state: "paid" };
    case "FAILED":
      return { state: "declined", why: row.failure ?? "declined" };
    case "EXPIRED":
      return { state: "expired" };
    case "ORPHANED":
      return { state: "orphaned" };
    case "VOIDED":
      return { state: "voided" };
  }
}

/** What an owner learns of a payment. @param next where the shopper goes on, while the attempt is open */
export function factsOf(row: PaymentRow, next: PaymentNext | null): PaymentFacts {
  return {
    paymentId: row.id,
    state: row.state,
    reference: row.reference,
    cardMinor: row.cardMinor,
    pointAmount: row.pointAmount,
    refundedCard: row.refundedCard,
    refundedPoints: row.refundedPoints,
    instrument: row.cardMinor > 0 ? row.instrument.kind : null,
    instrumentLabel: row.instrument.label,
    failure: row.failure,
    account: accountOf(row),
    cashReceipt: row.cashReceipt,
    depositReversed: row.reversedAt !== null,
    readyUntil: row.readyUntil,
    paidAt: row.paidAt,
    createdAt: row.createdAt,
    next: row.state === "READY" ? next : null,
  };
}

/** What an owner learns of a payment that is not there. */
export function unknownFacts(paymentId: string): PaymentFacts {
  return {
    paymentId,
    state: "UNKNOWN",
    reference: null,
    cardMinor: 0,
    pointAmount: 0,
    refundedCard: 0,
    refundedPoints: 0,
    instrument: null,
    instrumentLabel: null,
    failure: null,
    account: null,
    cashReceipt: null,
    depositReversed: false,
    readyUntil: null,
    paidAt: null,
    createdAt: null,
    next: null,
  };
}
