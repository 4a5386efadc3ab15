/** Reads orders for their mails: one statement, and one question to payment where an account is to be named. @see specs/orders.md 30 */
import type { CallContext } from "@edgemart/contracts/call";
import type { OrderMail } from "@edgemart/contracts/order-contact";
import type { PaymentFacts } from "@edgemart/contracts/payment-saga";
import { orderView } from "../core/order-view.ts";
import { paymentView } from "../core/payment-view.ts";
import type { OrderRow } from "../core/rows.ts";
import type { Deps } from "../ports/deps.ts";

/** Gives the orders that there are. */
export async function readMails(
  deps: Deps,
  orderIds: readonly string[],
  call: CallContext,
): Promise<OrderMail[]> {
  const orders = await deps.reads.findAll(orderIds);
  const facts = await accountsOf(deps, orders, call);
  return orders.map((order) => ({
    orderId: order.id,
    email: order.email,
    locale: order.locale,
    order: viewOf(deps, order, facts),
  }));
}

/** What payment tells of orders that wait for a deposit; null when it did not answer. */
async function accountsOf(
  { payment, noteFailure }: Deps,
  orders: readonly OrderRow[],
  call: CallContext,
): Promise<PaymentFacts[] | null> {
  const paymentIds = orders.flatMap(({ state, paymentId }) =>
    state === "AWAITING_DEPOSIT" && paymentId !== null ? [paymentId] : [],
  );
  if (paymentIds.length === 0) return [];
  try {
    return await payment.look({ purpose: "order", paymentIds }, call);
  } catch (thrown) {
    noteFailure("mails", paymentIds.join(","), thrown);
    return null;
  }
}

function viewOf({ settings }: Deps, order: OrderRow, facts: PaymentFacts[] | null) {
  const { pointsEarnPercent, returnFeeMinor } = settings;
  const known = facts?.find(({ paymentId }) => paymentId === order.paymentId) ?? null;
  const isAway = facts === null && order.state === "AWAITING_DEPOSIT";
  const payment = order.paymentId === null || isAway ? null : paymentView(order, known, null);
  const degraded = isAway ? ["payment"] : [];
  return orderView(order, { payment, degraded, pointsEarnPercent, returnFeeMinor });
}
