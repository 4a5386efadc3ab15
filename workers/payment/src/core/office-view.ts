/** Rows of payments, refunds and differences → what those who run the shop see. Pure. */
import { PaymentId } from "@edgemart/contracts/ids";
import type { Currency } from "@edgemart/contracts/money";
import type { AdminPayment, AdminRefund, OfficeAction } from "@edgemart/contracts/payment-admin";
import type { PaymentRow } from "./payment-row.ts";
import { accountOf, methodOf, money, type RefundRow } from "./payment-view.ts";

/** Makes a payment of a list. @param refundAttention a refund of it is to be looked at */
export function adminPayment(row: PaymentRow, refundAttention: boolean): AdminPayment {
  const { currency } = row;
  return {
    id: PaymentId.parse(row.id),
    purpose: row.purpose,
    reference: row.reference,
    memberId: row.memberId,
    attempt: row.attempt,
    status: row.state,
    version: row.version,
    paymentMethod: methodOf(row),
    amount: money(row.totalMinor, currency),
    cardAmount: money(row.cardMinor, currency),
    pointUsed: row.pointAmount,
    instrument: row.cardMinor > 0 ? row.instrument.kind : null,
    instrumentLabel: row.instrument.label,
    refundingAmount: money(row.refundingCard, currency),
    refundedAmount: money(row.refundedCard, currency),
    refundingPoints: row.refundingPoints,
    refundedPoints: row.refundedPoints,
    failure: row.failure,
    attention: row.attention,
    refundAttention,
    gateway: row.gateway,
    paidAt: row.paidAt,
    createdAt: row.createdAt,
  };
}

/** Makes what the page of one payment has besides: all that its row keeps, but what is sealed or secret. */
export function adminPaymentFacts(row: PaymentRow) {
  return {
    orderName: row.page.orderName,
    paymentKey: row.paymentKey,
    approval: row.instrument.approval,
    account: accountOf(row),
    cashReceipt: row.cashReceipt,
    hasVoidAccount: row.voidAccount !== null,
    tries: row.tries,
    misses: row.misses,
    voidRefusals: row.voidRefusals,
    readyUntil: row.readyUntil,
    dueAt: row.dueAt,
    confirmingAt: row.confirmingAt,
    nextLookAt: row.nextLookAt,
    reversedAt: row.reversedAt,
    updatedAt: row.updatedAt,
    actions: paymentActions(row),
  };
}

/** Makes a refund. @param isPaid its payment is PAID: no refund of another one goes on */
export function adminRefund(row: RefundRow, currency: Currency, isPaid: boolean): AdminRefund {
  return {
    id: row.id,
    paymentId: row.paymentId,
    kind: row.kind,
    status: row.state,
    version: row.version,
    amount: money(row.cardMinor, currency),
    points: row.pointAmount,
    reason: row.reason,
    refusals: row.refusals,
    refusal: row.refusal,
    byHand: row.byHand,
    note: row.note,
    attention: row.attention,
    hasAccount: row.sealedAccount !== null,
    transactionKey: row.transactionKey,
    tries: row.tries,
    settlesAt: row.settlesAt,
    nextLookAt: row.nextLookAt,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
    actions: refundActions(row, isPaid),
  };
}

/** Lists what can be done with a payment now: the conditions are those of the functions that do it. */
function paymentActions({ state, account, attention }: PaymentRow): OfficeAction[] {
  if (state === "ORPHANED") return account === null ? [] : ["void_account"];
  return attention === null ? [] : ["clear_attention"];
}

function refundActions({ state, attention }: RefundRow, isPaid: boolean): OfficeAction[] {
  if (state === "REFUSED" && isPaid) return ["account", "by_hand"];
  // Of one that is not known, no account is entered: the gateway may still have booked it.
  if (state === "CONFIRMING" && isPaid) return attention === "refund_unresolved" ? ["by_hand"] : [];
  return state === "DONE" && attention === "transfer_failed" ? ["by_hand"] : [];
}
