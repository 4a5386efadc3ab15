/** `PATCH /api/auth/passkeys/:id`. */
import { reply } from "@edgemart/worker-kit/reply";
import { renamePasskey as rename } from "../verbs/passkeys.ts";
import type { Route } from "./route.ts";

/** Gives a passkey another name. */
export const renamePasskey: Route<"renamePasskey"> = async (c, { body, params }) => {
  const { caller, deps, identity } = c.var;
  const renamed = await rename(deps, identity, params.id, body.name, caller);
  return renamed.ok ? reply(200, renamed.value) : renamed;
};
