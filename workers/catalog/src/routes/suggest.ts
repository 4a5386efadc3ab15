/** `GET /api/search/suggest`: products and categories while typing. */
import { tagged } from "@edgemart/worker-kit/reply";
import { searchTerms } from "../core/search-terms.ts";
import { suggestions } from "../core/suggestions.ts";
import type { Route } from "./route.ts";

export const suggest: Route<"suggest"> = async (c, { query }) =>
  tagged(suggestions(await c.var.deps.catalog.suggest(searchTerms(query.q) ?? []), query.lang));
