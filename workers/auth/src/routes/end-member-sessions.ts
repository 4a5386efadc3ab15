/** `POST /api/auth/members/:id/end-sessions`. */
import { reply } from "@edgemart/worker-kit/reply";
import { administer, END_SESSIONS } from "../verbs/administer.ts";
import type { Route } from "./route.ts";

/** Ends all sessions of a member. */
export const endMemberSessions: Route<"endMemberSessions"> = async (c, { params }) => {
  const { caller, deps, identity } = c.var;
  const done = await administer(deps, identity, END_SESSIONS, params.id, caller);
  return done.ok ? reply(204, null) : done;
};
