/** `POST /api/auth/email/verify/confirm`. */
import { reply } from "@edgemart/worker-kit/reply";
import { verifyEmail as verify } from "../verbs/change-email.ts";
import type { Route } from "./route.ts";

/** Confirms the address of an account. */
export const verifyEmail: Route<"verifyEmail"> = async (c, { body }) => {
  const done = await verify(c.var.deps, body, c.var.caller);
  return done.ok ? reply(204, null) : done;
};
