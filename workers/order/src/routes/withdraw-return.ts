/** `POST /api/orders/{id}/returns/{changeId}/withdraw`. */
import type { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { ownOrder } from "./own-order.ts";
import { withdrawnReturn } from "./returned-order.ts";
import type { Route } from "./route.ts";

/** Withdraws a return of a member's own order. */
export const withdrawReturn: Route<typeof orderReturnGroups.returns.withdrawReturn> = async (
  c,
  { params },
) => {
  const order = await ownOrder(c, params.id);
  return withdrawnReturn(c, order?.memberId == null ? null : order, params.changeId);
};
