/** `POST /api/payments`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { reply } from "@edgemart/worker-kit/reply";
import { paymentView } from "../core/payment-view.ts";
import { payOrder as pay } from "../verbs/pay-order.ts";
import { ownOrder } from "./own-order.ts";
import { callOf, goOnLater, NOT_EXECUTED, type Route, refuse } from "./route.ts";

/** Begins to pay an order, or goes on with the attempt there is. */
export const payOrder: Route<typeof orderGroups.paying.payOrder> = async (c, { body }) => {
  const order = await ownOrder(c, body.orderId);
  if (!order) return refuse(c, { code: "not_found" });
  const paying = await pay(c.var.deps, order, body, callOf(c));
  // Whatever was refused may be asked again: another attempt, or the same one when it can go on.
  if (!paying.ok) return refuse(c, paying.error);
  const { isNew, isUnknown, facts, next, rest } = paying.value;
  goOnLater(c, rest);
  const payment = paymentView(paying.value.order, facts, next);
  const owned = order.memberId === null ? "guest/" : "";
  const location = `/api/${owned}orders/${order.id}`;
  if (isUnknown) {
    return reply(202, payment, { location, "retry-after": "2", ...NOT_EXECUTED });
  }
  return isNew ? reply(201, payment, { location }) : reply(200, payment, { location });
};
