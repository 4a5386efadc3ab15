/** `GET /api/admin/catalog/categories`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminListCategories: Route<"adminListCategories"> = async (c) =>
  reply(200, { items: await c.var.deps.categories.list() });
