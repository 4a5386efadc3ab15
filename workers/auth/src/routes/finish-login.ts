/** `POST /api/auth/mfa`. */
import { reply } from "@edgemart/worker-kit/reply";
import { finishLogin as finish } from "../verbs/finish-login.ts";
import { noteSignIn } from "../verbs/tell-noted.ts";
import type { Route } from "./route.ts";

/** Finishes a sign-in by a second factor. */
export const finishLogin: Route<"finishLogin"> = async (c, { body }) => {
  const { caller, deps } = c.var;
  const done = await finish(deps, body, caller);
  if (done.ok) noteSignIn(caller, done.value, "second_factor");
  return done.ok ? reply(200, done.value) : done;
};
