/** `POST /api/orders/{id}/returns`. */
import type { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { ownOrder } from "./own-order.ts";
import { returnedOrder } from "./returned-order.ts";
import type { Route } from "./route.ts";

/** Asks to send units of a member's own order back. */
export const returnLines: Route<typeof orderReturnGroups.returns.returnLines> = async (
  c,
  { params, body },
) => {
  const order = await ownOrder(c, params.id);
  return returnedOrder(c, order?.memberId == null ? null : order, body);
};
