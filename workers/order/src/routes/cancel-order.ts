/** `POST /api/orders/{id}/cancel`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { cancelledOrder } from "./cancelled-order.ts";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";

/** Cancels a member's own order, or units of it. */
export const cancelOrder: Route<typeof orderGroups.own.cancelOrder> = async (
  c,
  { params, body },
) => {
  const order = await ownOrder(c, params.id);
  return cancelledOrder(c, order?.memberId == null ? null : order, body);
};
