/** `POST /api/admin/catalog/products`. */
import { versioned } from "@edgemart/worker-kit/reply";
import { createProduct } from "../verbs/write-product.ts";
import type { Route } from "./route.ts";

export const adminCreateProduct: Route<"adminCreateProduct"> = async (c, { body, write }) => {
  const made = await createProduct(c.var.deps, body, write);
  if (!made.ok) return made;
  return versioned(201, made.value, { location: `/api/admin/catalog/products/${made.value.id}` });
};
