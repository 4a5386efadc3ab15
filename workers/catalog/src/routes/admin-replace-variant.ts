/** `PUT /api/admin/catalog/products/:id/variants/:variantId`, under the version of its product. */
import { written } from "@edgemart/worker-kit/reply";
import { writeVariant } from "../verbs/write-variant.ts";
import type { Route } from "./route.ts";

export const adminReplaceVariant: Route<"adminReplaceVariant"> = async (
  c,
  { body, params, write },
) => {
  const { id, variantId } = params;
  const asked = { change: "replace", variantId, input: body } as const;
  return written(200, await writeVariant(c.var.deps, id, asked, write));
};
