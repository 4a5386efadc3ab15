/** A payment's row → what its payer sees. Pure. */
import { OrderId, PaymentId, RefundId } from "@edgemart/contracts/ids";
import type { Currency } from "@edgemart/contracts/money";
import type { DepositAccount, Payment, PaymentNext, Refund } from "@edgemart/contracts/payment";
import { statesOf } from "@edgemart/contracts/transitions";
import { z } from "zod";
import { type PaymentRow, withCamelKeys } from "./payment-row.ts";

/** Makes a payment as its payer sees it. @param next where the payer goes on, while it is open */
export function paymentView(row: PaymentRow, next: PaymentNext | null): Payment {
  const isOrder = row.purpose === "order";
  return {
    id: PaymentId.parse(row.id),
    purpose: row.purpose,
    ...(isOrder && { orderId: OrderId.parse(row.reference) }),
    ...(row.purpose === "reservation" && { reservationId: row.reference }),
    status: row.state,
    paymentMethod: methodOf(row),
    amount: money(row.totalMinor, row.currency),
    pointUsed: row.pointAmount,
    cardAmount: money(row.cardMinor, row.currency),
    instrument: row.cardMinor > 0 ? row.instrument.kind : null,
    instrumentLabel: row.instrument.label,
    refundedAmount: money(row.refundedCard, row.currency),
    refundedPoints: row.refundedPoints,
    account: accountOf(row),
    cashReceipt: row.cashReceipt,
    failure: row.failure,
    expiresAt: row.state === "READY" ? row.readyUntil : null,
    paidAt: row.paidAt,
    createdAt: row.createdAt,
    next: row.state === "READY" ? next : null,
  };
}

/** Gives the account that waits for a deposit, or was paid into; null where there is none. */
export function accountOf({ account, dueAt }: PaymentRow): DepositAccount | null {
  return account && dueAt ? { ...account, dueAt } : null;
}

/** Tells how a total was divided. */
export function methodOf({ cardMinor, pointAmount }: PaymentRow): Payment["paymentMethod"] {
  if (pointAmount > 0 && cardMinor > 0) return "MIXED";
  return cardMinor > 0 ? "CARD" : "POINT";
}

/** Gives an amount with its currency. */
export function money(amountMinor: number, currency: Currency) {
  return { amountMinor, currency };
}

const instant = z.string().transform((text) => new Date(text).toISOString());

/** Schema of a refund's row. */
export const RefundRow = z.preprocess(
  withCamelKeys,
  z.object({
    id: RefundId,
    paymentId: PaymentId,
    kind: z.enum(["owner", "void", "charge"]),
    cardMinor: z.int(),
    pointAmount: z.int(),
    state: z.enum(statesOf("refund")),
    version: z.int(),
    refusals: z.int(),
    refusal: z.string().nullable(),
    byHand: z.boolean(),
    reason: z.string(),
    sealedAccount: z.string().nullable(),
    transactionKey: z.string().nullable(),
    settlesAt: instant.nullable(),
    attention: z.string().nullable(),
    note: z.string().nullable(),
    tries: z.int(),
    nextLookAt: instant.nullable(),
    createdAt: instant,
    settledAt: instant.nullable(),
  }),
);
/** A parsed `RefundRow`. */
export type RefundRow = z.infer<typeof RefundRow>;

/** Makes a refund as the payer of its payment sees it. */
export function refundView(row: RefundRow, currency: Currency): Refund {
  return {
    id: row.id,
    paymentId: row.paymentId,
    status: row.state,
    amount: money(row.cardMinor, currency),
    points: row.pointAmount,
    reason: row.reason,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
  };
}
