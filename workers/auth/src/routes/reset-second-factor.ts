/** `POST /api/auth/members/:id/mfa-reset`. */
import { reply } from "@edgemart/worker-kit/reply";
import { resetFactors } from "../verbs/reset-factors.ts";
import type { Route } from "./route.ts";

/** Takes away the second factors that a member has lost. */
export const resetSecondFactor: Route<"resetSecondFactor"> = async (c, { params }) => {
  const { caller, deps, identity } = c.var;
  const done = await resetFactors(deps, identity, params.id, caller);
  return done.ok ? reply(204, null) : done;
};
