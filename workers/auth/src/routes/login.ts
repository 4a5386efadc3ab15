/** `POST /api/auth/login`. */
import { reply } from "@edgemart/worker-kit/reply";
import { login as signIn } from "../verbs/login.ts";
import { noteSignIn } from "../verbs/tell-noted.ts";
import type { Route } from "./route.ts";

/** Signs a member in with e-mail and password. */
export const login: Route<"login"> = async (c, { body }) => {
  const signedIn = await signIn(c.var.deps, body, c.var.caller);
  if (signedIn.ok) noteSignIn(c.var.caller, signedIn.value, "password");
  return signedIn.ok ? reply(200, signedIn.value) : signedIn;
};
