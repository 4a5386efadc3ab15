/** Headers of answers that clients program against: what each says, for the OpenAPI document and its tests. */
interface HeaderRow {
  description: string;
  example: string;
}

/** Headers of answers, as the OpenAPI document describes them. */
export const RESPONSE_HEADERS = {
  "Cache-Control": {
    description: "Who may keep the answer and how long; personal answers are `no-store`.",
    example: "public, max-age=0, must-revalidate",
  },
  Deprecation: {
    description: "Since when the operation is deprecated (RFC 9745): `@` and Unix seconds.",
    example: "@1767225600",
  },
  ETag: {
    description:
      "The version of what is answered. Send it as `If-Match` with a write, as `If-None-Match` with a read.",
    example: '"3"',
  },
  "Idempotency-Expires": {
    description: "Until when a repeat with the same key is answered with this answer.",
    example: "Tue, 15 Nov 2026 12:45:26 GMT",
  },
  "Idempotency-Status": {
    description: "What became of the Idempotency-Key: `stored`, `bypassed`, `conflict` and others.",
    example: "stored",
  },
  "Idempotent-Replayed": {
    description: "`true` when this is the stored answer of an earlier request with the same key.",
    example: "true",
  },
  Location: {
    description: "Address of what was made.",
    example: "/api/members/mem_01k9z3v5e8f0r9t2m4w6y8a1bc",
  },
  RateLimit: {
    description:
      "What is left of a limit (draft-ietf-httpapi-ratelimit-headers): `r` more in `t` seconds.",
    example: '"keyed";r=119;t=60',
  },
  "RateLimit-Policy": {
    description: "The limits of this address: `q` requests in `w` seconds.",
    example: '"keyed";q=120;w=60',
  },
  "Retry-After": {
    description: "Seconds to wait before the same request is sent again.",
    example: "5",
  },
  Sunset: {
    description: "When a deprecated operation ends (RFC 8594).",
    example: "Thu, 31 Dec 2026 23:59:59 GMT",
  },
  "WWW-Authenticate": {
    description: "The credential that is missing or wrong (RFC 9110 §11.6.1).",
    example: 'Bearer realm="api"',
  },
  "X-Cache": {
    description: "How the gateway's cache answered: `HIT`, `MISS`, `STALE`, `BYPASS`.",
    example: "HIT",
  },
  "X-Request-Id": {
    description: "Names this request in our logs; tell it when you ask for help.",
    example: "5a1e4b0e-7c3c-4f4e-9f43-6a7ce2f0c6b1",
  },
} as const satisfies Record<string, HeaderRow>;

/** A header that answers may have. */
export type ResponseHeader = keyof typeof RESPONSE_HEADERS;
