/** `POST /api/guest/orders/{id}/returns/{changeId}/withdraw`. */
import type { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { ownOrder } from "./own-order.ts";
import { withdrawnReturn } from "./returned-order.ts";
import type { Route } from "./route.ts";

/** Withdraws a return of a guest's order, with its token. */
export const withdrawGuestReturn: Route<
  typeof orderReturnGroups.guestReturns.withdrawGuestReturn
> = async (c, { params }) => {
  const order = await ownOrder(c, params.id);
  return withdrawnReturn(c, order?.memberId === null ? order : null, params.changeId);
};
