/** `POST /api/admin/orders/dead-messages/{id}/ignore`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { reply } from "@edgemart/worker-kit/reply";
import { settleDeadMessage } from "../verbs/settle-dead-message.ts";
import { callOf, type Route, refuse } from "./route.ts";

/** Leaves a message unhandled, with the reason. */
export const adminIgnoreOrderDeadMessage: Route<
  typeof orderAdministrationGroups.deadMessages.adminIgnoreOrderDeadMessage
> = async (c, { params, body, write }) => {
  const settling = { id: params.id, how: "ignored", because: body.because } as const;
  const settled = await settleDeadMessage(c.var.deps, settling, write, callOf(c));
  if (settled.ok) return reply(200, settled.value);
  return settled.error.code === "message_settled" ? refuse(c, settled.error) : settled;
};
