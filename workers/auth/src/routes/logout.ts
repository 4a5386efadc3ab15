/** `POST /api/auth/logout`: 204 whatever the token was. */
import { reply } from "@edgemart/worker-kit/reply";
import { logout as endByToken } from "../verbs/logout.ts";
import type { Route } from "./route.ts";

/** Ends this session, the member's others or all of them. */
export const logout: Route<"logout"> = async (c, { body }) => {
  await endByToken(c.var.deps, body, c.var.caller);
  return reply(204, null);
};
