/** `GET /api/admin/catalog/products/:id`. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminGetProduct: Route<"adminGetProduct"> = async (c, { params }) => {
  const found = await c.var.deps.products.find(params.id);
  return found ? versioned(200, found) : err("not_found");
};
