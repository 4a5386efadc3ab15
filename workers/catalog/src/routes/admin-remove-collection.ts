/** `DELETE /api/admin/catalog/collections/:id`, under its version. */
import { removed } from "@edgemart/worker-kit/reply";
import { removeCollection } from "../verbs/write-collection.ts";
import type { Route } from "./route.ts";

export const adminRemoveCollection: Route<"adminRemoveCollection"> = async (c, { params, write }) =>
  removed(await removeCollection(c.var.deps, params.id, write));
