/** `PATCH /api/admin/catalog/products/:id`, under its version. */
import { written } from "@edgemart/worker-kit/reply";
import { changeProduct } from "../verbs/write-product.ts";
import type { Route } from "./route.ts";

export const adminChangeProduct: Route<"adminChangeProduct"> = async (c, { body, params, write }) =>
  written(200, await changeProduct(c.var.deps, params.id, body, write));
