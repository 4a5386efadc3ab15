/** `POST /api/orders/{id}/received`. */
import type { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { ownOrder } from "./own-order.ts";
import { receivedOrder } from "./returned-order.ts";
import type { Route } from "./route.ts";

/** Completes a member's own order. */
export const confirmReceived: Route<typeof orderReturnGroups.returns.confirmReceived> = async (
  c,
  { params },
) => {
  const order = await ownOrder(c, params.id);
  return receivedOrder(c, order?.memberId == null ? null : order);
};
