/** `POST /api/auth/members/:id/reset-link`. */
import { reply } from "@edgemart/worker-kit/reply";
import { administer, RESET_LINK } from "../verbs/administer.ts";
import type { Route } from "./route.ts";

/** Makes a one-time password link; a newer one revokes it. */
export const createResetLink: Route<"createResetLink"> = async (c, { params }) => {
  const { caller, deps, identity } = c.var;
  const made = await administer(deps, identity, RESET_LINK, params.id, caller);
  return made.ok ? reply(201, made.value) : made;
};
