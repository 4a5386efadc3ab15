/** `POST /api/auth/register/confirm`. */
import { reply } from "@edgemart/worker-kit/reply";
import { confirmRegistration as confirm } from "../verbs/register-by-mail.ts";
import type { Route } from "./route.ts";

/** Opens the account of a registration, and signs in. */
export const confirmRegistration: Route<"confirmRegistration"> = async (c, { body }) => {
  const made = await confirm(c.var.deps, body, c.var.caller);
  return made.ok ? reply(201, made.value) : made;
};
