/** `POST /api/admin/orders/{id}/returns/{changeId}/receive`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { receiveReturn } from "../verbs/receive-return.ts";
import { callOf, type Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Notes what arrived of a return: the money of it goes back. */
export const adminReceiveReturn: Route<
  typeof orderAdministrationGroups.fulfilment.adminReceiveReturn
> = (c, { params, body, write }) => {
  const { id: orderId, changeId } = params;
  const act = { orderId, write, action: "order.return_received", because: body.reason };
  return staffAct(c, act, (_, who) =>
    receiveReturn(c.var.deps, { orderId, changeId }, body, who, callOf(c)),
  );
};
