/** `GET /api/admin/payments/:id`: everything that is kept of a payment, but secrets. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Answers it. */
export const adminGetPayment: Route<"adminGetPayment"> = async (c, { params }) => {
  const found = await c.var.deps.officeReads.one(params.id);
  return found ? reply(200, found) : err("not_found");
};
