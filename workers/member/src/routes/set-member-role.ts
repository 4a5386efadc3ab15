/** `PUT /api/members/:id/role`: said outright, on whatever version. */
import { versioned } from "@edgemart/worker-kit/reply";
import { setRights } from "../verbs/change-rights.ts";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const setMemberRole: Route<"setMemberRole"> = async (c, { body, params, write }) => {
  const changed = resultOf(
    await setRights(c.var.deps, params.id, { change: "role", ...body }, write),
  );
  return changed.ok ? versioned(200, changed.value) : changed;
};
