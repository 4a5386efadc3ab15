/** `POST /api/admin/orders/{id}/returns/{changeId}/approve`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { decideReturn } from "../verbs/decide-return.ts";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Agrees to a return, so that the goods may come. */
export const adminApproveReturn: Route<
  typeof orderAdministrationGroups.fulfilment.adminApproveReturn
> = (c, { params, body, write }) => {
  const { id: orderId, changeId } = params;
  const act = { orderId, write, action: "order.return_approved", because: body.reason };
  return staffAct(c, act, (_, who) =>
    decideReturn(c.var.deps, { orderId, changeId }, "APPROVED", who),
  );
};
