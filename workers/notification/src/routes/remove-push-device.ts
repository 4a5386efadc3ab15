/** `DELETE /api/notifications/push/{id}`: another member's browser is not there. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Removes a browser. */
export const removePushDevice: Route<"removePushDevice"> = async (c, { params }) =>
  (await c.var.deps.pushes.remove(c.var.identity.memberId, params.id))
    ? reply(204, null)
    : err("not_found");
