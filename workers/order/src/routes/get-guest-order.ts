/** `GET /api/guest/orders/{id}`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Reads a guest's order with its token. */
export const getGuestOrder: Route<typeof orderGroups.guest.getGuestOrder> = async (
  c,
  { params },
) => {
  const order = await ownOrder(c, params.id);
  if (order === null || order.memberId !== null) return err("not_found");
  return versioned(200, await shownOrder(c, order));
};
