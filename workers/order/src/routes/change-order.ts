/** `PATCH /api/orders/{id}`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { changedOrder } from "./changed-order.ts";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";

/** Changes the delivery of a member's own order. */
export const changeOrder: Route<typeof orderGroups.own.changeOrder> = async (
  c,
  { params, body },
) => {
  const order = await ownOrder(c, params.id);
  return changedOrder(c, order?.memberId == null ? null : order, body);
};
