/** Decides which requests ask for a page that is alike for everyone, and what such a page may depend on. Pure. */

/** Query parameters the listing reads; all others are dropped before a shared page is rendered. */
export const LISTING_PARAMS = ["q", "category", "sort", "page"] as const;

const PUBLIC_PAGE = /^\/(ko|en)(\/products(\/[a-z0-9-]{1,120})?)?$/;
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

  const query = new URLSearchParams();
  const listing = url.pathname.endsWith("/products");
  for (const name of listing ? LISTING_PARAMS : []) {
    const value = url.searchParams.get(name)?.trim().slice(0, 100);
    if (value) query.set(name, value);
  }
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
