/** `DELETE /api/auth/passkeys/:id`. */
import { reply } from "@edgemart/worker-kit/reply";
import { removePasskey as remove } from "../verbs/passkeys.ts";
import type { Route } from "./route.ts";

/** Deletes a passkey, unless it is the last way to sign in. */
export const removePasskey: Route<"removePasskey"> = async (c, { params }) => {
  const removed = await remove(c.var.deps, c.var.identity, params.id, c.var.caller);
  return removed.ok ? reply(204, null) : removed;
};
