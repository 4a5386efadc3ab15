/** `PATCH /api/guest/orders/{id}`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { changedOrder } from "./changed-order.ts";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";

/** Changes the delivery of a guest's order, with its token. */
export const changeGuestOrder: Route<typeof orderGroups.guest.changeGuestOrder> = async (
  c,
  { params, body },
) => {
  const order = await ownOrder(c, params.id);
  return changedOrder(c, order?.memberId === null ? order : null, body);
};
