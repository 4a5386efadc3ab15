/** `DELETE /api/notifications/{id}`: another member's item is not there. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Removes an item. */
export const removeNotice: Route<"removeNotice"> = async (c, { params }) =>
  (await c.var.deps.inbox.remove(c.var.identity.memberId, params.id))
    ? reply(204, null)
    : err("not_found");
