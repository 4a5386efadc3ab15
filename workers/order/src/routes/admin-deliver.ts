/** `POST /api/admin/orders/{id}/shipments/{shipmentId}/deliver`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { moveParcel } from "../verbs/move-parcel.ts";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Notes that a parcel has arrived. */
export const adminDeliver: Route<typeof orderAdministrationGroups.fulfilment.adminDeliver> = (
  c,
  { params, body, write },
) => {
  const { id: orderId, shipmentId } = params;
  const act = { orderId, write, action: "order.parcel_delivered", because: body.reason };
  return staffAct(c, act, (_, who) =>
    moveParcel(c.var.deps, { orderId, shipmentId }, { to: "DELIVERED" }, who),
  );
};
