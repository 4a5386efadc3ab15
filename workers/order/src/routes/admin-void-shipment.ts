/** `POST /api/admin/orders/{id}/shipments/{shipmentId}/void`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { moveParcel } from "../verbs/move-parcel.ts";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Unpacks a parcel that was not handed over. */
export const adminVoidShipment: Route<
  typeof orderAdministrationGroups.fulfilment.adminVoidShipment
> = (c, { params, body, write }) => {
  const { id: orderId, shipmentId } = params;
  const act = { orderId, write, action: "order.parcel_voided", because: body.reason };
  return staffAct(c, act, (_, who) =>
    moveParcel(c.var.deps, { orderId, shipmentId }, { to: "VOID" }, who),
  );
};
