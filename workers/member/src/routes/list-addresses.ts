/** `GET /api/members/:id/addresses`: a member's own, an administrator everyone's; the rest is 404. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import { viewerOf } from "@edgemart/worker-kit/viewer";
import type { Route } from "./route.ts";

export const listAddresses: Route<"listAddresses"> = async (c, { params }) => {
  const items = await c.var.deps.addresses.list(params.id, viewerOf(c.var.identity));
  return items ? reply(200, { items }) : err("not_found");
};
