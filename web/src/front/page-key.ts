/** Decides which requests ask for a page that is alike for everyone, and what such a page may depend on. Pure. */

import { HEADER } from "@edgemart/contracts/headers";
import { listingParams, listingState } from "../domains/catalog/listing-query.ts";
import { productQuery } from "../domains/catalog/product-query.ts";
import { headersOfVariant, type Variant, variantOf } from "./enter.ts";

const PUBLIC_PAGE = /^\/(ko|en)(\/(products(\/[a-z0-9-]{1,120})?|terms|privacy|checkout|design))?$/;
/** Headers a shared render still gets: they name the caller to the gateway's limits and logs. */
const CARRIED = [HEADER.clientAddress, HEADER.traceparent] as const;
/** One browser for all: what a page depends on is in its key, and the visitor's program is not. */
const ALIKE = { accept: "text/html", "user-agent": "edgemart-shared-page" } as const;

export interface SharedPage {
  /** Everything the answer depends on. */
  key: string;
  /** Makes the request with all else taken away, cookies first: what is not there cannot leak into a shared page. */
  request(): Request;
}

/**
 * Gives the shared page a request asks for, or null when the request is not for one. Cheap: most pages are kept.
 *
 * @param shopOrigin configured: the host a caller writes changes no page, so it splits no key
 */
export function sharedPage(
  request: Request,
  url: URL,
  shopOrigin: string,
  requestId: string,
): SharedPage | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const { pathname } = url;
  if (!PUBLIC_PAGE.test(pathname)) return null;
  const query = url.search ? new URLSearchParams(queryOf(url)).toString() : "";
  const address = `${pathname}${query && `?${query}`}`;
  const variant = variantOf(request.headers);
  return {
    key: `${variant} ${address}`,
    request: () => strippedRequest(request.headers, `${shopOrigin}${address}`, variant, requestId),
  };
}

function strippedRequest(
  asked: Headers,
  address: string,
  variant: Variant,
  requestId: string,
): Request {
  const headers = new Headers({
    ...ALIKE,
    ...headersOfVariant(variant),
    [HEADER.requestId]: requestId,
  });
  for (const name of CARRIED) {
    const value = asked.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Request(address, { headers });
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
