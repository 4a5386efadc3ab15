/** `POST /api/admin/catalog/brands`. */
import { written } from "@edgemart/worker-kit/reply";
import { createBrand } from "../verbs/write-brand.ts";
import type { Route } from "./route.ts";

export const adminCreateBrand: Route<"adminCreateBrand"> = async (c, { body, write }) =>
  written(201, await createBrand(c.var.deps, body, write));
