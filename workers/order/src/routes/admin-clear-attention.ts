/** `POST /api/admin/orders/{id}/clear`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { err, ok } from "@edgemart/contracts/result";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Takes the mark off an order that a person has looked at. */
export const adminClearAttention: Route<
  typeof orderAdministrationGroups.orderAdministration.adminClearAttention
> = (c, { params, body, write }) => {
  const act = {
    orderId: params.id,
    write,
    action: "order.attention_cleared",
    because: body.reason,
  };
  return staffAct(c, act, async ({ id }, who) =>
    (await c.var.deps.adminActs.clear(id, who))
      ? ok({ isDone: true })
      : err("order_state_conflict"),
  );
};
