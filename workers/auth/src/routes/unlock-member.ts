/** `POST /api/auth/members/:id/unlock`. */
import { reply } from "@edgemart/worker-kit/reply";
import { administer, UNLOCK } from "../verbs/administer.ts";
import type { Route } from "./route.ts";

/** Forgets a member's failed sign-ins. */
export const unlockMember: Route<"unlockMember"> = async (c, { params }) => {
  const { caller, deps, identity } = c.var;
  const done = await administer(deps, identity, UNLOCK, params.id, caller);
  return done.ok ? reply(204, null) : done;
};
