/** `POST /api/auth/members/:id/reset-link`. */
import { reply } from "@edgemart/worker-kit/reply";
import { administer, RESET_LINK, RESET_MAIL } from "../verbs/administer.ts";
import type { Route } from "./route.ts";

/** Mails a one-time link to a new password, or makes one that is shown; a newer one revokes it. */
export const createResetLink: Route<"createResetLink"> = async (c, { body, params }) => {
  const { caller, deps, identity } = c.var;
  if (body.show) {
    const made = await administer(deps, identity, RESET_LINK, params.id, caller);
    return made.ok ? reply(201, made.value) : made;
  }
  const mailed = await administer(deps, identity, RESET_MAIL, params.id, caller);
  return mailed.ok ? reply(202, { status: "mailed" }) : mailed;
};
