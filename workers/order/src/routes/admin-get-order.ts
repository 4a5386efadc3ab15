/** `GET /api/admin/orders/{id}`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";
import { shownAdminOrder } from "./shown-admin-order.ts";

/** Reads an order for staff. */
export const adminGetOrder: Route<
  typeof orderAdministrationGroups.orderRecords.adminGetOrder
> = async (c, { params }) => {
  const shown = await shownAdminOrder(c, params.id);
  return shown ? versioned(200, shown) : err("not_found");
};
