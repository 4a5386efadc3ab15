/** An order's payment as its payer sees it. Pure. @see specs/payments.md 1 */
import type { Money } from "@edgemart/contracts/money";
import type { Payment, PaymentNext } from "@edgemart/contracts/payment";
import type { PaymentFacts } from "@edgemart/contracts/payment-saga";
import type { PaymentState } from "@edgemart/contracts/transitions";
import type { OrderRow } from "./rows.ts";

/**
 * Shows the attempt of an order.
 *
 * @param facts what payment tells; null where it was not asked: then the order's own state says it
 */
export function paymentView(
  order: OrderRow,
  facts: PaymentFacts | null,
  next: PaymentNext | null,
): Payment {
  const money = (amountMinor: number): Money => ({ amountMinor, currency: order.currency });
  const isKnown = facts !== null && facts.state !== "UNKNOWN";
  const status: PaymentState = isKnown ? (facts.state as PaymentState) : statusOf(order);
  return {
    id: order.paymentId ?? "",
    purpose: "order",
    orderId: order.id,
    status,
    paymentMethod: methodOf(order),
    amount: money(order.totalMinor),
    pointUsed: order.pointAmount,
    cardAmount: money(order.cardMinor),
    // What was chosen, until the gateway tells what it was paid with.
    instrument: facts?.instrument ?? (order.cardMinor > 0 ? order.instrument : null),
    instrumentLabel: facts?.instrumentLabel ?? null,
    refundedAmount: money(facts?.refundedCard ?? 0),
    refundedPoints: facts?.refundedPoints ?? 0,
    account: facts?.account ?? null,
    cashReceipt: facts?.cashReceipt ?? null,
    failure: facts?.failure ?? null,
    expiresAt: facts?.readyUntil ?? (status === "READY" ? order.deadlineAt : null),
    paidAt: facts?.paidAt ?? order.paidAt,
    createdAt: facts?.createdAt ?? order.updatedAt,
    next: status === "READY" ? (next ?? facts?.next ?? null) : null,
  };
}

function methodOf({ cardMinor, pointAmount }: OrderRow): Payment["paymentMethod"] {
  if (cardMinor === 0) return "POINT";
  return pointAmount === 0 ? "CARD" : "MIXED";
}

function statusOf({ state, paidAt }: OrderRow): PaymentState {
  switch (state) {
    case "AWAITING_DEPOSIT":
      return "AWAITING_DEPOSIT";
    case "PAID":
    case "COMPLETED":
      return "PAID";
    case "PLACING":
    case "PENDING":
    case "PAYING":
      return "READY";
    case "CANCELLED":
    case "EXPIRED":
      return paidAt === null ? "EXPIRED" : "PAID";
  }
}
