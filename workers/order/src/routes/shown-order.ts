/** Shows an order with what payment tells of it; without payment the order alone, which says so. */
import type { Order } from "@edgemart/contracts/order";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { Context } from "hono";
import { orderView, type Told } from "../core/order-view.ts";
import { paymentView } from "../core/payment-view.ts";
import type { OrderRow } from "../core/rows.ts";
import { callOf, type OrderAppEnv } from "./route.ts";

/** Shows an order. */
export async function shownOrder(c: Context<OrderAppEnv>, order: OrderRow): Promise<Order> {
  return orderView(order, await paymentOf(c, order));
}

/** Asks payment of the order's attempt, for a view. */
export async function paymentOf(c: Context<OrderAppEnv>, order: OrderRow): Promise<Told> {
  const { pointsEarnPercent, returnFeeMinor } = c.var.deps.settings;
  const terms = { pointsEarnPercent, returnFeeMinor };
  if (order.paymentId === null) return { payment: null, degraded: [], ...terms };
  try {
    const call = callOf(c);
    const paymentIds = [order.paymentId];
    // A page waits for at most 3 s: what the gateway is asked meanwhile is not its affair.
    const asked = { ...call, deadline: Math.min(call.deadline, Date.now() + 3_000) };
    const [facts = null] = await c.var.deps.payment.look({ purpose: "order", paymentIds }, asked);
    return { payment: paymentView(order, facts, null), degraded: [], ...terms };
  } catch (thrown) {
    log("warn", "order.shown_without_payment", {
      requestId: c.var.requestId,
      reason: reasonOf(thrown),
    });
    return { payment: null, degraded: ["payment"], ...terms };
  }
}
