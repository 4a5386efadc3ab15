/** `POST /api/admin/orders/{id}/goodwill`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { giveGoodwill } from "../verbs/give-goodwill.ts";
import { callOf, type Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Gives money back without units. */
export const adminGiveGoodwill: Route<
  typeof orderAdministrationGroups.orderAdministration.adminGiveGoodwill
> = (c, { params, body, write }) => {
  const act = { orderId: params.id, write, action: "order.goodwill_given", because: body.reason };
  return staffAct(c, act, ({ id }, who) => giveGoodwill(c.var.deps, id, body, who, callOf(c)));
};
