/** `GET /api/categories`: the whole tree as a list, parents named. */
import { LangQuery } from "@edgemart/contracts/catalog";
import { validQuery } from "@edgemart/worker-kit/validate";
import { category } from "../core/product-card.ts";
import { catalogOf } from "../deps.ts";
import { factory } from "./catalog-env.ts";
import { sendPublic } from "./send-public.ts";

export const listCategories = factory.createHandlers(validQuery(LangQuery), async (c) => {
  const { lang } = c.req.valid("query");
  const rows = await catalogOf(c.var.config).categories();
  return sendPublic(c, { items: rows.map((row) => category(row, lang)) });
});
