/** `POST /api/auth/google/link`. */
import { reply } from "@edgemart/worker-kit/reply";
import { linkGoogle as link } from "../verbs/link-google.ts";
import { noteSignIn } from "../verbs/tell-noted.ts";
import type { Route } from "./route.ts";

/** Links Google to a proved account and signs it in. */
export const linkGoogle: Route<"linkGoogle"> = async (c, { body }) => {
  const linked = await link(c.var.deps, body, c.var.caller);
  if (linked.ok) noteSignIn(c.var.caller, linked.value, "google");
  return linked.ok ? reply(200, linked.value) : linked;
};
