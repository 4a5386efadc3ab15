/** `POST /api/auth/passkeys/options`. */
import { reply } from "@edgemart/worker-kit/reply";
import { askToAddPasskey as ask } from "../verbs/passkeys.ts";
import type { Route } from "./route.ts";

/** Gives what a browser makes a passkey with. */
export const askToAddPasskey: Route<"askToAddPasskey"> = async (c) => {
  const asked = await ask(c.var.deps, c.var.identity, c.var.caller);
  return asked.ok ? reply(200, asked.value) : asked;
};
