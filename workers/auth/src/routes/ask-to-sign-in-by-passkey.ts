/** `POST /api/auth/passkey/options`. */
import { reply } from "@edgemart/worker-kit/reply";
import { askToSignInByPasskey as ask } from "../verbs/login-by-passkey.ts";
import type { Route } from "./route.ts";

/** Gives a challenge to sign in by a passkey; tells nothing of any account. */
export const askToSignInByPasskey: Route<"askToSignInByPasskey"> = async (c) =>
  reply(200, await ask(c.var.deps));
