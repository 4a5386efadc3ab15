/** `POST /api/auth/password/change`. */
import { reply } from "@edgemart/worker-kit/reply";
import { changePassword as change } from "../verbs/change-password.ts";
import type { Route } from "./route.ts";

/** Changes the caller's password; the answer has the tokens of the one session that is left. */
export const changePassword: Route<"changePassword"> = async (c, { body }) => {
  const changed = await change(c.var.deps, c.var.identity, body, c.var.caller);
  return changed.ok ? reply(200, changed.value) : changed;
};
