/** `PUT /api/members/:id`: what a member may change of itself, under its version. */
import { versioned } from "@edgemart/worker-kit/reply";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const replaceMember: Route<"replaceMember"> = async (c, { body, params, write }) => {
  const changed = resultOf(await c.var.deps.accounts.changeProfile(params.id, body, write));
  return changed.ok ? versioned(200, changed.value) : changed;
};
