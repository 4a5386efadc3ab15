/** `GET /api/payments/:id`: the member's own; another's is 404. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const getPayment: Route<"getPayment"> = async (c, { params }) => {
  const found = await c.var.deps.reads.one(c.var.identity.memberId, params.id);
  return found ? reply(200, found) : err("not_found");
};
