/** Decides which requests ask for a page that is the same for everyone, and what such a page may depend on. Pure. */

import { HEADER } from "@edgemart/contracts/headers";
import { pageAt } from "../pages.ts";
import { headersOfVariant, type Variant, variantOf } from "./enter.ts";
import { pageQuery } from "./page-query.ts";

/** Headers a shared render still gets: they name the caller to the gateway's limits and logs. */
const CARRIED = [HEADER.clientAddress, HEADER.traceparent] as const;
/** One browser for all: what a page depends on is in its key, and the visitor's program is not. */
const ALIKE = { accept: "text/html", "user-agent": "edgemart-shared-page" } as const;

/** A page that is the same for everyone. */
export interface SharedPage {
  /** Everything the answer depends on. */
  key: string;
  /** Makes the request with all else removed, cookies first: what is not there cannot leak into a shared page. */
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
  const page = pageAt(pathname);
  if (page?.kind !== "shared") return null;
  const query = url.search ? new URLSearchParams(pageQuery(page, url.searchParams)).toString() : "";
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
