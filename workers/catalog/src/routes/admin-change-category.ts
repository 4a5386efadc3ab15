/** `PATCH /api/admin/catalog/categories/:id`, under its version. */
import { written } from "@edgemart/worker-kit/reply";
import { changeCategory } from "../verbs/write-category.ts";
import type { Route } from "./route.ts";

export const adminChangeCategory: Route<"adminChangeCategory"> = async (
  c,
  { body, params, write },
) => written(200, await changeCategory(c.var.deps, params.id, body, write));
