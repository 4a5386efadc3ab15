/** `POST /api/auth/members/end-sessions`. */
import { reply } from "@edgemart/worker-kit/reply";
import { endEveryone } from "../verbs/end-sessions.ts";
import type { Route } from "./route.ts";

/** Ends the sessions of all members, the caller's too. */
export const endAllSessions: Route<"endAllSessions"> = async (c) => {
  await endEveryone(c.var.deps, c.var.identity, c.var.caller);
  return reply(204, null);
};
