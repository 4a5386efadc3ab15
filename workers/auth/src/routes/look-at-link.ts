/** `POST /api/auth/links/look`. */
import { reply } from "@edgemart/worker-kit/reply";
import { lookAtLink as look } from "../verbs/links.ts";
import type { Route } from "./route.ts";

/** Says what a link is for, and uses nothing up. */
export const lookAtLink: Route<"lookAtLink"> = async (c, { body }) => {
  const seen = await look(c.var.deps, body, c.var.caller);
  return seen.ok ? reply(200, seen.value) : seen;
};
