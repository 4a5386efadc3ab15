/** `GET /api/products/:slug`. */
import { err } from "@edgemart/contracts/result";
import { tagged } from "@edgemart/worker-kit/reply";
import { product } from "../core/product.ts";
import type { Route } from "./route.ts";

export const getProduct: Route<"getProduct"> = async (c, { params, query }) => {
  const row = await c.var.deps.catalog.product(params.slug);
  return row ? tagged(product(row, query.lang)) : err("not_found");
};
