/** `GET /api/categories`: the entire tree as a list, parents named. */
import { tagged } from "@edgemart/worker-kit/reply";
import { category } from "../core/product-card.ts";
import type { Route } from "./route.ts";

export const listCategories: Route<"listCategories"> = async (c, { query }) => {
  const rows = await c.var.deps.catalog.categories();
  return tagged({ items: rows.map((row) => category(row, query.lang)) });
};
