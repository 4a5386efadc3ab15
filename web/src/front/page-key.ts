/** Decides which requests ask for a page that is alike for everyone, and what such a page may depend on. Pure. */

import { HEADER } from "@edgemart/contracts/headers";
import { listingParams, listingState } from "../domains/catalog/listing-query.ts";
import { productQuery } from "../domains/catalog/product-query.ts";

const PUBLIC_PAGE = /^\/(ko|en)(\/(products(\/[a-z0-9-]{1,120})?|terms|privacy|checkout|design))?$/;
/** What Next's router sends to choose a payload; part of the key. */
const VARIANT = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
] as const;
/** Headers a shared render still gets: they name the caller to the gateway's limits and logs. */
const CARRIED = [HEADER.clientAddress, HEADER.traceparent] as const;
/** One browser for all: what a page depends on is in its key, and the visitor's program is not. */
const ALIKE = { accept: "text/html", "user-agent": "edgemart-shared-page" } as const;
const VARIANT_CHARS_MAX = 4096;

export interface SharedPage {
  /** Everything the answer depends on. */
  key: string;
  /** Makes the request with all else taken away, cookies first: what is not there cannot leak into a shared page. */
  request(): Request;
}

/** Gives the shared page a request asks for, or null when the request is not for one. Cheap: most pages are kept. */
export function sharedPage(request: Request, url: URL, requestId: string): SharedPage | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const { origin, pathname } = url;
  if (!PUBLIC_PAGE.test(pathname)) return null;
  const { headers } = request;
  const variant = VARIANT.map((name) => headers.get(name) ?? "").join("\n");
  if (variant.length > VARIANT_CHARS_MAX) return null;
  const query = url.search ? new URLSearchParams(queryOf(url)).toString() : "";
  return {
    key: `${origin}${pathname}?${query}\n${variant}`,
    request: () => strippedRequest(headers, url, query, requestId),
  };
}

function strippedRequest(asked: Headers, url: URL, query: string, requestId: string): Request {
  const params = new URLSearchParams(query);
  const rsc = url.searchParams.get("_rsc");
  // Empty when the router sends no variant, and Next asks for it all the same.
  if (rsc !== null) params.set("_rsc", rsc);
  const headers = new Headers({ ...ALIKE, [HEADER.requestId]: requestId });
  for (const name of [...CARRIED, ...VARIANT]) {
    const value = asked.get(name);
    if (value !== null) headers.set(name, value);
  }
  const search = params.size > 0 ? `?${params}` : "";
  return new Request(`${url.origin}${url.pathname}${search}`, { headers });
}

/** What a page reads of its query, in the page's own one order; all else is dropped before a shared page is rendered. */
function queryOf({ pathname, searchParams }: URL): Record<string, string> {
  const params = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]),
  );
  if (pathname.endsWith("/products")) return listingParams(listingState(params));
  if (!pathname.includes("/products/")) return {};
  const { v, notice } = productQuery({ v: params.v?.[0], notice: params.notice?.[0] });
  return { ...(v ? { v } : {}), ...(notice ? { notice } : {}) };
}
