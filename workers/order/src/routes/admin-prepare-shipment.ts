/** `POST /api/admin/orders/{id}/shipments`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { packParcel } from "../verbs/pack-parcel.ts";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Packs a parcel. */
export const adminPrepareShipment: Route<
  typeof orderAdministrationGroups.fulfilment.adminPrepareShipment
> = (c, { params, body, write }) => {
  const act = { orderId: params.id, write, action: "order.parcel_prepared", because: body.reason };
  return staffAct(c, act, ({ id }, who) => packParcel(c.var.deps, id, body, who));
};
