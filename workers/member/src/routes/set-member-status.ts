/** `PUT /api/members/:id/status`: said outright, on whatever version. */
import { versioned } from "@edgemart/worker-kit/reply";
import { setRights } from "../verbs/change-rights.ts";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const setMemberStatus: Route<"setMemberStatus"> = async (c, { body, params, write }) => {
  const changed = resultOf(
    await setRights(c.var.deps, params.id, { change: "status", ...body }, write),
  );
  return changed.ok ? versioned(200, changed.value) : changed;
};
