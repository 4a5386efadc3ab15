/** `POST /api/auth/passkey/options`. */
import { reply } from "@edgemart/worker-kit/reply";
import { askToFinishByPasskey } from "../verbs/finish-login.ts";
import { askToSignInByPasskey as ask } from "../verbs/login-by-passkey.ts";
import type { Route } from "./route.ts";

/** Gives a challenge to sign in by a passkey, which tells nothing of any account, or to finish or link a sign-in by one. */
export const askToSignInByPasskey: Route<"askToSignInByPasskey"> = async (c, { body }) => {
  const { caller, deps } = c.var;
  const asked =
    body.challenge === undefined
      ? await ask(deps, body.ticket, caller)
      : await askToFinishByPasskey(deps, body.challenge, caller);
  return asked.ok ? reply(200, asked.value) : asked;
};
