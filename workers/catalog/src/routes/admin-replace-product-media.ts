/** `PUT /api/admin/catalog/products/:id/media`: all pictures of a product, under its version. */
import { written } from "@edgemart/worker-kit/reply";
import { replaceMedia } from "../verbs/write-product.ts";
import type { Route } from "./route.ts";

export const adminReplaceProductMedia: Route<"adminReplaceProductMedia"> = async (
  c,
  { body, params, write },
) => written(200, await replaceMedia(c.var.deps, params.id, body, write));
