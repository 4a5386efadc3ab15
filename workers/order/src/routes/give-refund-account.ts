/** `POST /api/orders/{id}/changes/{changeId}/account`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { accountGiven } from "./account-given.ts";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";

/** Names the account that the refund of a member's own order waits for. */
export const giveRefundAccount: Route<typeof orderGroups.own.giveRefundAccount> = async (
  c,
  { params, body },
) => {
  const order = await ownOrder(c, params.id);
  return accountGiven(c, order?.memberId == null ? null : order, params.changeId, body);
};
