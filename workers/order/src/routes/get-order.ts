/** `GET /api/orders/{id}`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import { ownOrder } from "./own-order.ts";
import type { Route } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Reads a member's own order. */
export const getOrder: Route<typeof orderGroups.own.getOrder> = async (c, { params }) => {
  const order = await ownOrder(c, params.id);
  // A guest's order is read at the guest's address alone.
  if (order?.memberId == null) return err("not_found");
  return versioned(200, await shownOrder(c, order));
};
