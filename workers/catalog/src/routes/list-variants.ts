/** `GET /api/variants?sku=A,B`: what a cart shows of its lines, as it is at this moment. */
import { VariantQuery } from "@edgemart/contracts/variant-card";
import { validQuery } from "@edgemart/worker-kit/validate";
import { variantCard } from "../core/variant-card.ts";
import { shelfOf } from "../deps.ts";
import { factory } from "./catalog-env.ts";
import { sendPublic } from "./send-public.ts";

export const listVariants = factory.createHandlers(validQuery(VariantQuery), async (c) => {
  const { sku: skus, lang } = c.req.valid("query");
  const rows = await shelfOf(c.var.config).variants(skus);
  const cards = new Map(rows.map((row) => [row.sku, variantCard(row, lang)]));
  return sendPublic(c, { items: skus.flatMap((sku) => cards.get(sku) ?? []) });
});
