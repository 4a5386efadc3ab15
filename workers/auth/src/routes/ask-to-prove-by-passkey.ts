/** `POST /api/auth/reauthenticate/options`. */
import { reply } from "@edgemart/worker-kit/reply";
import { askToProveByPasskey as ask } from "../verbs/reauthenticate.ts";
import type { Route } from "./route.ts";

/** Gives a challenge for the caller's own passkeys. */
export const askToProveByPasskey: Route<"askToProveByPasskey"> = async (c) => {
  const asked = await ask(c.var.deps, c.var.identity, c.var.caller);
  return asked.ok ? reply(200, asked.value) : asked;
};
