/** Decides which requests ask for a page that is alike for everyone, and what such a page may depend on. Pure. */

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
const CARRIED = ["cf-connecting-ip", "x-request-id", "traceparent"] as const;
/** One browser for all: what a page depends on is in its key, and the visitor's program is not. */
const ALIKE = { accept: "text/html", "user-agent": "edgemart-shared-page" } as const;
const VARIANT_CHARS_MAX = 4096;

export interface SharedPage {
  /** Everything the answer depends on. */
  key: string;
  /** The request with all else taken away, cookies first: what is not there cannot leak into a shared page. */
  request: Request;
}

/** Gives the shared page a request asks for, or null when the request is not for one. */
export function sharedPage(request: Request): SharedPage | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const url = new URL(request.url);
  if (!PUBLIC_PAGE.test(url.pathname)) return null;
  const variant = VARIANT.map((name) => request.headers.get(name) ?? "");
  if (variant.join().length > VARIANT_CHARS_MAX) return null;

  const query = new URLSearchParams(queryOf(url));
  const wanted = query.size > 0 ? `?${query}` : "";
  const rsc = url.searchParams.get("_rsc");
  // Empty when the router sends no variant, and Next asks for it all the same.
  if (rsc !== null) query.set("_rsc", rsc);
  const address = `${url.origin}${url.pathname}${query.size > 0 ? `?${query}` : ""}`;

  const headers = new Headers(ALIKE);
  for (const name of [...CARRIED, ...VARIANT]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return {
    key: [url.origin, url.pathname, wanted, ...variant].join("\n"),
    request: new Request(address, { headers }),
  };
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
