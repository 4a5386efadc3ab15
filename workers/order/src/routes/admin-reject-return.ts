/** `POST /api/admin/orders/{id}/returns/{changeId}/reject`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { decideReturn } from "../verbs/decide-return.ts";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Refuses a return. */
export const adminRejectReturn: Route<
  typeof orderAdministrationGroups.fulfilment.adminRejectReturn
> = (c, { params, body, write }) => {
  const { id: orderId, changeId } = params;
  const act = { orderId, write, action: "order.return_rejected", because: body.reason };
  return staffAct(c, act, (_, who) =>
    decideReturn(c.var.deps, { orderId, changeId }, "REJECTED", who),
  );
};
