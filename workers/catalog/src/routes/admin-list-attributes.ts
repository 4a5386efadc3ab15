/** `GET /api/admin/catalog/attributes`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminListAttributes: Route<"adminListAttributes"> = async (c) =>
  reply(200, { items: await c.var.deps.attributes.list() });
