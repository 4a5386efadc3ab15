/** `GET /api/search/suggest`: products and categories while typing. */
import { SuggestQuery } from "@edgemart/contracts/catalog";
import { validQuery } from "@edgemart/worker-kit/validate";
import { searchTerms } from "../core/search-terms.ts";
import { suggestions } from "../core/suggestions.ts";
import { catalogOf } from "../deps.ts";
import { factory } from "./catalog-env.ts";
import { sendPublic } from "./send-public.ts";

export const suggest = factory.createHandlers(validQuery(SuggestQuery), async (c) => {
  const { q, lang } = c.req.valid("query");
  const rows = await catalogOf(c.var.config).suggest(searchTerms(q) ?? []);
  return sendPublic(c, suggestions(rows, lang));
});
