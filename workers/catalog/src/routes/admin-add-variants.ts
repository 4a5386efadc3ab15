/** `POST /api/admin/catalog/products/:id/variants/batch`: several variants or none, under the version of their product. */
import { written } from "@edgemart/worker-kit/reply";
import { writeVariant } from "../verbs/write-variant.ts";
import type { Route } from "./route.ts";

export const adminAddVariants: Route<"adminAddVariants"> = async (c, { body, params, write }) => {
  const asked = { change: "add-all", inputs: body.variants } as const;
  return written(201, await writeVariant(c.var.deps, params.id, asked, write));
};
