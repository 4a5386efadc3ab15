/** `POST /api/auth/register/refuse`. */
import { reply } from "@edgemart/worker-kit/reply";
import { refuseRegistration as refuse } from "../verbs/register-by-mail.ts";
import type { Route } from "./route.ts";

/** Forgets a registration that somebody else began. */
export const refuseRegistration: Route<"refuseRegistration"> = async (c, { body }) => {
  await refuse(c.var.deps, body.token, c.var.caller);
  return reply(204, null);
};
