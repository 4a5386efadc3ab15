/** `POST /api/admin/orders/{id}/returns`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { ok } from "@edgemart/contracts/result";
import { returnLines } from "../verbs/return-lines.ts";
import type { Route } from "./route.ts";
import { staffAct } from "./staff-act.ts";

/** Opens a return for an owner; it is agreed to with that. */
export const adminOpenReturn: Route<typeof orderAdministrationGroups.fulfilment.adminOpenReturn> = (
  c,
  { params, body, write },
) => {
  const act = { orderId: params.id, write, action: "order.return_opened", because: body.reason };
  return staffAct(c, act, async (order, who) => {
    const opened = await returnLines(c.var.deps, order, body, who, true);
    return opened.ok ? ok({ isDone: true }) : opened;
  });
};
