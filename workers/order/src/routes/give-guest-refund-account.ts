/** `POST /api/guest/orders/{id}/changes/{changeId}/account`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { accountGiven } from "./account-given.ts";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";

/** Names the account that the refund of a guest's order, with its token waits for. */
export const giveGuestRefundAccount: Route<
  typeof orderGroups.guest.giveGuestRefundAccount
> = async (c, { params, body }) => {
  const order = await ownOrder(c, params.id);
  return accountGiven(c, order?.memberId === null ? order : null, params.changeId, body);
};
