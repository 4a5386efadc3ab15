/** `PATCH /api/admin/catalog/attributes/:key`, under its version. */
import { written } from "@edgemart/worker-kit/reply";
import { changeAttribute } from "../verbs/write-attribute.ts";
import type { Route } from "./route.ts";

export const adminChangeAttribute: Route<"adminChangeAttribute"> = async (
  c,
  { body, params, write },
) => written(200, await changeAttribute(c.var.deps, params.key, body, write));
