/** `POST /api/guest/orders/{id}/cancel`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { cancelledOrder } from "./cancelled-order.ts";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";

/** Cancels a guest's order, or units of it, with its token. */
export const cancelGuestOrder: Route<typeof orderGroups.guest.cancelGuestOrder> = async (
  c,
  { params, body },
) => {
  const order = await ownOrder(c, params.id);
  return cancelledOrder(c, order?.memberId === null ? order : null, body);
};
