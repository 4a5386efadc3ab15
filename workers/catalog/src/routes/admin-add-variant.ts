/** `POST /api/admin/catalog/products/:id/variants`: a variant with its first stock, under the version of its product. */
import { written } from "@edgemart/worker-kit/reply";
import { writeVariant } from "../verbs/write-variant.ts";
import type { Route } from "./route.ts";

export const adminAddVariant: Route<"adminAddVariant"> = async (c, { body, params, write }) => {
  const asked = { change: "add", input: body } as const;
  return written(201, await writeVariant(c.var.deps, params.id, asked, write));
};
