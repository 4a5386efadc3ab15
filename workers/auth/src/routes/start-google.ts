/** `POST /api/auth/google/start`. */
import { reply } from "@edgemart/worker-kit/reply";
import { startOidc } from "../verbs/start-oidc.ts";
import type { Route } from "./route.ts";

/** Begins a sign-in by Google. */
export const startGoogle: Route<"startGoogle"> = async (c, { body }) => {
  const started = await startOidc(c.var.deps, body.locale, null, c.var.caller);
  if (started.ok) return reply(200, started.value);
  // Only a linking asks for a confirmed address.
  return { ok: false, error: { code: "not_found" } };
};
