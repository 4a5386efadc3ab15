/** `POST /api/admin/catalog/categories`. */
import { written } from "@edgemart/worker-kit/reply";
import { createCategory } from "../verbs/write-category.ts";
import type { Route } from "./route.ts";

export const adminCreateCategory: Route<"adminCreateCategory"> = async (c, { body, write }) =>
  written(201, await createCategory(c.var.deps, body, write));
