/** `GET /api/variants?sku=A,B`: what a cart shows of its lines, as it is at this moment. */
import { tagged } from "@edgemart/worker-kit/reply";
import { variantCard } from "../core/variant-card.ts";
import type { Route } from "./route.ts";

export const listVariants: Route<"listVariants"> = async (c, { query }) => {
  const rows = await c.var.deps.shelf.variants(query.sku);
  const cards = new Map(rows.map((row) => [row.sku, variantCard(row, query.lang)]));
  return tagged({ items: query.sku.flatMap((sku) => cards.get(sku) ?? []) });
};
