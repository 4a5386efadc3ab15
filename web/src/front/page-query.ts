/** What a shared page reads of its query, in the page's own one order: all else is dropped before it is rendered. Pure. */
import { listingParams, listingState } from "../domains/catalog/listing-query.ts";
import { productQuery } from "../domains/catalog/product-query.ts";
import type { Page } from "../pages.ts";

type Params = Record<string, string[]>;

const READERS: Record<NonNullable<Page["query"]>, (params: Params) => Record<string, string>> = {
  listing: (params) => listingParams(listingState(params)),
  product: (params) => {
    const { v, notice } = productQuery({ v: params.v?.[0], notice: params.notice?.[0] });
    return { ...(v ? { v } : {}), ...(notice ? { notice } : {}) };
  },
};

/** Reads what `page` knows of a query; an equal list of parameters comes out equal, however it was written. */
export function pageQuery({ query }: Page, asked: URLSearchParams): Record<string, string> {
  if (!query) return {};
  const names = [...new Set(asked.keys())];
  return READERS[query](Object.fromEntries(names.map((name) => [name, asked.getAll(name)])));
}
