/** `DELETE /api/auth/sessions/:id`: leaving is free; showing others out needs a recent password (ASVS 7.5.2). */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import { isFresh } from "@edgemart/worker-kit/require-identity";
import { endOwnSession } from "../verbs/end-sessions.ts";
import type { Route } from "./route.ts";

/** Ends one of the caller's sessions. */
export const endSession: Route<"endSession"> = async (c, { params }) => {
  const { caller, deps, identity } = c.var;
  const isOther = params.id !== identity.sessionId;
  if (isOther && !isFresh(identity, Math.floor(deps.now() / 1000))) {
    return err("reauthentication_required");
  }
  const ended = await endOwnSession(deps, identity, params.id, caller);
  return ended ? reply(204, null) : err("not_found");
};
