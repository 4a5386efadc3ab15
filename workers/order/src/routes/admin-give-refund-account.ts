/** `POST /api/admin/orders/{id}/changes/{changeId}/account`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { giveAccount } from "../verbs/give-account.ts";
import { callOf, type Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Names the account that a refund waits for. */
export const adminGiveRefundAccount: Route<
  typeof orderAdministrationGroups.orderAdministration.adminGiveRefundAccount
> = (c, { params, body, write }) => {
  const { id: orderId, changeId } = params;
  const { account, reason: because } = body;
  return staffAct(c, { orderId, write, action: "order.account_given", because }, (order, who) =>
    giveAccount(c.var.deps, order, { changeId, account }, who, callOf(c)),
  );
};
