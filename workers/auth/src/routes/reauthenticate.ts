/** `POST /api/auth/reauthenticate`. */
import { reply } from "@edgemart/worker-kit/reply";
import { reauthenticate as proveAgain } from "../verbs/reauthenticate.ts";
import type { Route } from "./route.ts";

/** Proves the password again: an access token with a new `auth_time`. */
export const reauthenticate: Route<"reauthenticate"> = async (c, { body }) => {
  const proved = await proveAgain(c.var.deps, c.var.identity, body, c.var.caller);
  return proved.ok ? reply(200, proved.value) : proved;
};
