/** `POST /api/admin/orders/{id}/shipments/{shipmentId}/ship`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { moveParcel } from "../verbs/move-parcel.ts";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Notes that a parcel was handed to its carrier. */
export const adminShip: Route<typeof orderAdministrationGroups.fulfilment.adminShip> = (
  c,
  { params, body, write },
) => {
  const { id: orderId, shipmentId } = params;
  const { carrier, trackingNumber, reason: because } = body;
  return staffAct(c, { orderId, write, action: "order.parcel_shipped", because }, (_, who) =>
    moveParcel(
      c.var.deps,
      { orderId, shipmentId },
      { to: "SHIPPED", carrier, trackingNumber },
      who,
    ),
  );
};
