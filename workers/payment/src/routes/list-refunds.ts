/** `GET /api/payments/:id/refunds`: of the member's own payment; another's is 404. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const listRefunds: Route<"listRefunds"> = async (c, { params }) => {
  const items = await c.var.deps.reads.refunds(c.var.identity.memberId, params.id);
  return items ? reply(200, { items }) : err("not_found");
};
