/** `POST /api/auth/passkey/login`. */
import { reply } from "@edgemart/worker-kit/reply";
import { loginByPasskey as signIn } from "../verbs/login-by-passkey.ts";
import { noteSignIn } from "../verbs/tell-noted.ts";
import type { Route } from "./route.ts";

/** Signs a member in by a passkey. */
export const loginByPasskey: Route<"loginByPasskey"> = async (c, { body }) => {
  const signedIn = await signIn(c.var.deps, body, c.var.caller);
  if (signedIn.ok) noteSignIn(c.var.caller, signedIn.value, "passkey");
  return signedIn.ok ? reply(200, signedIn.value) : signedIn;
};
