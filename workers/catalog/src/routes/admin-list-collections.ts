/** `GET /api/admin/catalog/collections`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminListCollections: Route<"adminListCollections"> = async (c) =>
  reply(200, { items: await c.var.deps.collections.list() });
