/** `POST /api/guest/orders/{id}/returns`. */
import type { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { ownOrder } from "./own-order.ts";
import { returnedOrder } from "./returned-order.ts";
import type { Route } from "./route.ts";

/** Asks to send units of a guest's order back, with its token. */
export const returnGuestLines: Route<
  typeof orderReturnGroups.guestReturns.returnGuestLines
> = async (c, { params, body }) => {
  const order = await ownOrder(c, params.id);
  return returnedOrder(c, order?.memberId === null ? order : null, body);
};
