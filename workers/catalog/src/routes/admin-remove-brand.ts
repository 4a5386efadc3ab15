/** `DELETE /api/admin/catalog/brands/:slug`, under its version. */
import { removed } from "@edgemart/worker-kit/reply";
import { removeBrand } from "../verbs/write-brand.ts";
import type { Route } from "./route.ts";

export const adminRemoveBrand: Route<"adminRemoveBrand"> = async (c, { params, write }) =>
  removed(await removeBrand(c.var.deps, params.slug, write));
