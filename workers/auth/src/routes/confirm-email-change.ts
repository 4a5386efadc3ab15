/** `POST /api/auth/email/confirm`. */
import { reply } from "@edgemart/worker-kit/reply";
import { confirmEmailChange as confirm } from "../verbs/change-email.ts";
import type { Route } from "./route.ts";

/** Moves an account to the address of a link. */
export const confirmEmailChange: Route<"confirmEmailChange"> = async (c, { body }) => {
  const done = await confirm(c.var.deps, body, c.var.caller);
  return done.ok ? reply(204, null) : done;
};
