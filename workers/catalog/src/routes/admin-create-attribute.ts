/** `POST /api/admin/catalog/attributes`. */
import { written } from "@edgemart/worker-kit/reply";
import { createAttribute } from "../verbs/write-attribute.ts";
import type { Route } from "./route.ts";

export const adminCreateAttribute: Route<"adminCreateAttribute"> = async (c, { body, write }) =>
  written(201, await createAttribute(c.var.deps, body, write));
