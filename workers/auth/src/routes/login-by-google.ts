/** `POST /api/auth/google`. */
import { reply } from "@edgemart/worker-kit/reply";
import { loginByGoogle as signIn } from "../verbs/login-by-google.ts";
import { noteSignIn } from "../verbs/tell-noted.ts";
import type { Route } from "./route.ts";

/** Signs a member in by Google, or gives a ticket. */
export const loginByGoogle: Route<"loginByGoogle"> = async (c, { body }) => {
  const signedIn = await signIn(c.var.deps, body, c.var.caller);
  if (signedIn.ok) noteSignIn(c.var.caller, signedIn.value, "google");
  return signedIn.ok ? reply(200, signedIn.value) : signedIn;
};
