/** Header names with a meaning between Workers, written once. */
export const HEADER = {
  requestId: "x-request-id",
  traceparent: "traceparent",
  idempotencyKey: "idempotency-key",
  idempotencyKeyAlias: "x-idempotency-key",
  idempotencyAttempt: "idempotency-attempt",
  /** Epoch milliseconds after which the caller no longer waits. */
  deadline: "x-deadline",
  /** The right to a guest's order. */
  orderToken: "x-order-token",
  /** The edge's word at a public door. It is read there and goes no further. */
  clientAddress: "cf-connecting-ip",
  edgeCountry: "cf-ipcountry",
  /** What goes on in their place, from the door that met the browser; stripped from whatever enters one. */
  clientPrefix: "x-internal-client-prefix",
  clientCountry: "x-internal-client-country",
  /** The generation of the catalog: on a request the one it is asked under, on an answer the one its parts are of. */
  catalogGeneration: "x-catalog-generation",
  /** Services an answer had to do without, separated by commas: a cache in front gives a complete one instead, if it has one. */
  degraded: "x-degraded",
} as const;

/**
 * Tells whether a header is reserved for the platform and must be stripped from whatever enters a public door.
 *
 * @param name lower-case header name
 * @see specs/auth.md item 65
 */
export function isReservedHeader(name: string): boolean {
  return RESERVED.test(name.replaceAll("_", "-"));
}
const RESERVED =
  /^(x-(user|member|auth|internal|service|forwarded|middleware|nextjs)-.*|x-role.*|x-deadline|x-real-ip|forwarded|true-client-ip|x-original-url|x-rewrite-url|x-http-method-override|idempotency-attempt)$/;
