/** `POST /api/auth/identities/google/start`. */
import { reply } from "@edgemart/worker-kit/reply";
import { startOidc } from "../verbs/start-oidc.ts";
import type { Route } from "./route.ts";

/** Begins to link a Google account. */
export const startToLinkGoogle: Route<"startToLinkGoogle"> = async (c, { body }) => {
  const { caller, deps, identity } = c.var;
  const started = await startOidc(deps, body.locale, identity, caller);
  return started.ok ? reply(200, started.value) : started;
};
