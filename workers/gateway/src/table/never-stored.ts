/** Headers of an answer that no row may keep for a replay. */

/** Belongs to one request or one connection, is computed anew for each, or must never be seen twice. @see gateway spec 22 */
export const NEVER_STORED =
  /^(set-cookie|authorization|www-authenticate|proxy-.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade|content-length|content-encoding|date|age|retry-after|ratelimit.*|access-control-.*|traceparent|tracestate|x-request-id|server|server-timing|vary|cf-.*|idempoten(cy|t)-.*)$/;
