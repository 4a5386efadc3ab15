/** `POST /api/auth/google/link`. */
import { reply } from "@edgemart/worker-kit/reply";
import { linkGoogle as link } from "../verbs/link-google.ts";
import type { Route } from "./route.ts";

/** Links Google to a proved account and signs it in. */
export const linkGoogle: Route<"linkGoogle"> = async (c, { body }) => {
  const linked = await link(c.var.deps, body, c.var.caller);
  return linked.ok ? reply(200, linked.value) : linked;
};
