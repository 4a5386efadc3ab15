/** Which headers of a request travel to the Worker behind it, and which of an answer travel back. Pure. */
import { isReservedHeader } from "@edgemart/contracts/headers";

/** Hop-by-hop headers (RFC 9110 §7.6.1) and those the gateway itself decides. */
const NOT_FORWARDED = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "host",
  "content-length",
  // Browser tokens travel as Bearer only; a cookie means nothing behind this door.
  "cookie",
  // Where the caller is goes on under our own names: shopper.ts.
  "cf-connecting-ip",
  "cf-ipcountry",
  "idempotency-key",
  "x-idempotency-key",
]);

/** What nearly every request carries: travels, without a closer look. */
const ORDINARY = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "authorization",
  "content-type",
  "if-match",
  "if-none-match",
  "user-agent",
]);

/** A caller must not make these vanish by naming them in `Connection`: limits and rights depend on them. */
const END_TO_END = new Set(["authorization", "content-type", "if-match"]);

/**
 * Gives the headers that go on.
 *
 * @param authorized false drops `Authorization`: a credential that was not verified goes no further
 * @see specs/auth.md items 65, 66
 */
export function forwardedHeaders(incoming: Headers, authorized: boolean): Headers {
  // Copied by the runtime and thinned out: a header taken over one by one costs twice as much.
  const headers = new Headers(incoming);
  for (const name of incoming.keys()) if (!mayTravel(name)) headers.delete(name);
  for (const name of namedHops(incoming)) headers.delete(name);
  if (!authorized) headers.delete("authorization");
  return headers;
}

function namedHops(incoming: Headers): string[] {
  const connection = incoming.get("connection");
  if (connection === null) return [];
  const named = new Set(connection.toLowerCase().split(/\s*,\s*/));
  // By the names that are there: one the caller made up need not even be a name.
  return [...incoming.keys()].filter((name) => named.has(name) && !END_TO_END.has(name));
}

function mayTravel(name: string): boolean {
  return ORDINARY.has(name) || !(NOT_FORWARDED.has(name) || isReservedHeader(name));
}

/** Tells whether an upstream's header is the gateway's own to set: CORS, markers of idempotency, platform headers. */
export function isGatewayHeader(name: string): boolean {
  return /^(access-control-|idempoten(cy|t)-)/.test(name) || isReservedHeader(name);
}
