/** `POST /api/admin/orders/{id}/drive`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { driveOrder } from "../verbs/drive-order.ts";
import { callOf, type Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Does now what is owed. */
export const adminDriveOrder: Route<
  typeof orderAdministrationGroups.orderAdministration.adminDriveOrder
> = (c, { params, body, write }) => {
  const act = { orderId: params.id, write, action: "order.driven", because: body.reason };
  return staffAct(c, act, ({ id }, who) => driveOrder(c.var.deps, id, who, callOf(c)));
};
