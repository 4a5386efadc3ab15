/** `DELETE /api/admin/catalog/categories/:id`, under its version. */
import { removed } from "@edgemart/worker-kit/reply";
import { removeCategory } from "../verbs/write-category.ts";
import type { Route } from "./route.ts";

export const adminRemoveCategory: Route<"adminRemoveCategory"> = async (c, { params, write }) =>
  removed(await removeCategory(c.var.deps, params.id, write));
