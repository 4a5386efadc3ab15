/** `POST /api/admin/orders/dead-messages/{id}/replay`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { reply } from "@edgemart/worker-kit/reply";
import { settleDeadMessage } from "../verbs/settle-dead-message.ts";
import { callOf, type Route, refuse } from "./route.ts";

/** Handles a message again, and settles it. */
export const adminReplayOrderDeadMessage: Route<
  typeof orderAdministrationGroups.deadMessages.adminReplayOrderDeadMessage
> = async (c, { params, body, write }) => {
  const settling = { id: params.id, how: "replayed", because: body.because } as const;
  const settled = await settleDeadMessage(c.var.deps, settling, write, callOf(c));
  if (settled.ok) return reply(200, settled.value);
  return settled.error.code === "message_settled" ? refuse(c, settled.error) : settled;
};
