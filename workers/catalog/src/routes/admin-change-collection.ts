/** `PATCH /api/admin/catalog/collections/:id`, under its version. */
import { written } from "@edgemart/worker-kit/reply";
import { changeCollection } from "../verbs/write-collection.ts";
import type { Route } from "./route.ts";

export const adminChangeCollection: Route<"adminChangeCollection"> = async (
  c,
  { body, params, write },
) => written(200, await changeCollection(c.var.deps, params.id, body, write));
