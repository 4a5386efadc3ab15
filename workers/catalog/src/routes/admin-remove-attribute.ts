/** `DELETE /api/admin/catalog/attributes/:key`, under its version. */
import { removed } from "@edgemart/worker-kit/reply";
import { removeAttribute } from "../verbs/write-attribute.ts";
import type { Route } from "./route.ts";

export const adminRemoveAttribute: Route<"adminRemoveAttribute"> = async (c, { params, write }) =>
  removed(await removeAttribute(c.var.deps, params.key, write));
