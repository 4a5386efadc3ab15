/** `POST /api/guest/orders/{id}/received`. */
import type { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { ownOrder } from "./own-order.ts";
import { receivedOrder } from "./returned-order.ts";
import type { Route } from "./route.ts";

/** Completes a guest's order, with its token. */
export const confirmGuestReceived: Route<
  typeof orderReturnGroups.guestReturns.confirmGuestReceived
> = async (c, { params }) => {
  const order = await ownOrder(c, params.id);
  return receivedOrder(c, order?.memberId === null ? order : null);
};
