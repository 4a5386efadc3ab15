/** `DELETE /api/members/:id`: the member itself or an administrator, after a recent proof of the password. */
import { reply } from "@edgemart/worker-kit/reply";
import { changeRights } from "../verbs/change-rights.ts";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const deleteMember: Route<"deleteMember"> = async (c, { params, write }) => {
  const removed = resultOf(await changeRights(c.var.deps, params.id, { change: "remove" }, write));
  return removed.ok ? reply(204, null) : removed;
};
