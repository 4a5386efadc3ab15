/** `POST /api/members/dead-messages/{id}/replay`. */
import { refuse } from "@edgemart/worker-kit/not-executed";
import { reply } from "@edgemart/worker-kit/reply";
import { settleDeadMessage } from "../verbs/settle-dead-message.ts";
import type { Route } from "./route.ts";

/** Handles a message again, and settles it. */
export const adminReplayMemberDeadMessage: Route<"adminReplayMemberDeadMessage"> = async (
  c,
  { params, body, write },
) => {
  const settling = { how: "replayed", because: body.because } as const;
  const settled = await settleDeadMessage(c.var.deps, params.id, settling, write);
  if (settled.ok) return reply(200, settled.value);
  return settled.error.code === "message_settled" ? refuse(c, settled.error) : settled;
};
