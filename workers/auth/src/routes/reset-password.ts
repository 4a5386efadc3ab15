/** `POST /api/auth/password/reset`. */
import { reply } from "@edgemart/worker-kit/reply";
import { resetPassword as reset } from "../verbs/reset-password.ts";
import type { Route } from "./route.ts";

/** Sets a new password with a one-time link; signs no one in. */
export const resetPassword: Route<"resetPassword"> = async (c, { body }) => {
  const done = await reset(c.var.deps, body, c.var.caller);
  return done.ok ? reply(204, null) : done;
};
