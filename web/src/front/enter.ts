/** What of a browser's request goes on to Next: named headers, the shop's cookies and parameters, and nothing else. Pure. */
import { HEADER } from "@edgemart/contracts/headers";
import { isFrameworkCookie, withoutFrameworkParameters } from "./framework.ts";

/**
 * Headers the shop reads, and those of its router that have one meaning each. An allow-list, because a header that
 * steers the framework would be new with its next version. @see specs/auth.md item 65
 */
const PASSED = new Set<string>([
  "accept",
  "accept-language",
  "cf-ipcountry",
  "content-length",
  "content-type",
  "cookie",
  "host",
  "origin",
  "referer",
  "sec-fetch-dest",
  "sec-fetch-mode",
  "sec-fetch-site",
  "sec-fetch-user",
  "sec-purpose",
  "user-agent",
  "x-bff",
  HEADER.clientAddress,
  HEADER.traceparent,
]);

/** What a page is asked as: the document, the router's payload of it, or what the router fetches ahead. */
export type Variant = "document" | "payload" | "ahead";

/** Reads the router's headers. Their other values, and what it says of itself, change no answer of the shop. */
export function variantOf(headers: Headers): Variant {
  if (headers.get("rsc") !== "1") return "document";
  return headers.get("next-router-prefetch") === "1" ? "ahead" : "payload";
}

/** The router's headers of a variant, in the one spelling that goes on. */
export function headersOfVariant(variant: Variant): Record<string, string> {
  if (variant === "document") return {};
  return { rsc: "1", ...(variant === "ahead" ? { "next-router-prefetch": "1" } : {}) };
}

/** Makes the request that goes on. */
export function entered(request: Request, url: URL, requestId: string): Request {
  const headers = new Headers({
    ...headersOfVariant(variantOf(request.headers)),
    [HEADER.requestId]: requestId,
  });
  for (const [name, value] of request.headers) if (PASSED.has(name)) headers.set(name, value);
  const cookies = ownCookies(request.headers.get("cookie"));
  if (cookies) headers.set("cookie", cookies);
  else headers.delete("cookie");
  url.search = withoutFrameworkParameters(url.search);
  return new Request(url, new Request(request, { headers }));
}

function ownCookies(header: string | null): string {
  if (header === null) return "";
  const pairs = header.split(";");
  const isTheirs = (pair: string) => isFrameworkCookie((pair.split("=")[0] ?? "").trim());
  return pairs.some(isTheirs)
    ? pairs
        .filter((pair) => !isTheirs(pair))
        .join(";")
        .trim()
    : header;
}
