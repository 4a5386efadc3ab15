/** `DELETE /api/admin/catalog/products/:id/variants/:variantId`, under the version of its product; answers the product. */
import { written } from "@edgemart/worker-kit/reply";
import { removeVariant } from "../verbs/write-variant.ts";
import type { Route } from "./route.ts";

export const adminRemoveVariant: Route<"adminRemoveVariant"> = async (c, { params, write }) => {
  const { id, variantId } = params;
  return written(200, await removeVariant(c.var.deps, id, variantId, write));
};
