/** `GET /api/admin/catalog/synonyms`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminListSynonyms: Route<"adminListSynonyms"> = async (c) =>
  reply(200, { items: await c.var.deps.synonyms.list() });
