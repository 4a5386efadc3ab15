/** `GET /api/admin/catalog/brands`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminListBrands: Route<"adminListBrands"> = async (c) =>
  reply(200, { items: await c.var.deps.brands.list() });
