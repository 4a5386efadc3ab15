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
  "idempotency-key",
  "x-idempotency-key",
]);

/** A caller must not make these vanish by naming them in `Connection`: limits and rights hang on them. */
const END_TO_END = new Set(["authorization", "cf-connecting-ip", "content-type", "if-match"]);

/**
 * Gives the headers that go on.
 *
 * @param authorized false drops `Authorization`: a credential nobody verified goes no further
 * @see specs/auth.md items 65, 66
 */
export function forwardedHeaders(incoming: Headers, authorized: boolean): Headers {
  const named = new Set((incoming.get("connection") ?? "").toLowerCase().split(/\s*,\s*/));
  const headers = new Headers();
  for (const [name, value] of incoming) {
    const hop = named.has(name) && !END_TO_END.has(name);
    if (!hop && !NOT_FORWARDED.has(name) && !isReservedHeader(name)) headers.set(name, value);
  }
  if (!authorized) headers.delete("authorization");
  return headers;
}

/** Tells whether an upstream's header is the gateway's own to set: CORS, markers of idempotency, platform headers. */
export function isGatewayHeader(name: string): boolean {
  return /^(access-control-|idempoten(cy|t)-)/.test(name) || isReservedHeader(name);
}
