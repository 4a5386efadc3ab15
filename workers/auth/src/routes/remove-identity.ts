/** `DELETE /api/auth/identities/:id`. */
import { reply } from "@edgemart/worker-kit/reply";
import { removeIdentity as remove } from "../verbs/identities.ts";
import type { Route } from "./route.ts";

/** Unlinks an account, unless it is the last way to sign in. */
export const removeIdentity: Route<"removeIdentity"> = async (c, { params }) => {
  const removed = await remove(c.var.deps, c.var.identity, params.id, c.var.caller);
  return removed.ok ? reply(204, null) : removed;
};
