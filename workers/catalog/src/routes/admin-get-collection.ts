/** `GET /api/admin/catalog/collections/:id`. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminGetCollection: Route<"adminGetCollection"> = async (c, { params }) => {
  const found = await c.var.deps.collections.find(params.id);
  return found ? versioned(200, found) : err("not_found");
};
