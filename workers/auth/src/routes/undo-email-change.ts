/** `POST /api/auth/email/undo`. */
import { reply } from "@edgemart/worker-kit/reply";
import { undoEmailChange as undo } from "../verbs/change-email.ts";
import type { Route } from "./route.ts";

/** Takes an address back. */
export const undoEmailChange: Route<"undoEmailChange"> = async (c, { body }) => {
  const done = await undo(c.var.deps, body.token, c.var.caller);
  return done.ok ? reply(204, null) : done;
};
