/** `POST /api/admin/orders/{id}/cancel`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { cancelOrder } from "../verbs/cancel-order.ts";
import { callOf, type Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Cancels an order, or units of it, for the shop. */
export const adminCancelOrder: Route<
  typeof orderAdministrationGroups.orderAdministration.adminCancelOrder
> = (c, { params, body, write }) => {
  const act = { orderId: params.id, write, action: "order.cancelled", because: body.reason };
  return staffAct(c, act, (order, who) => cancelOrder(c.var.deps, order, body, who, callOf(c)));
};
