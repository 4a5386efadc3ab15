/** `PATCH /api/admin/catalog/brands/:slug`, under its version. */
import { written } from "@edgemart/worker-kit/reply";
import { renameBrand } from "../verbs/write-brand.ts";
import type { Route } from "./route.ts";

export const adminChangeBrand: Route<"adminChangeBrand"> = async (c, { body, params, write }) =>
  written(200, await renameBrand(c.var.deps, params.slug, body, write));
