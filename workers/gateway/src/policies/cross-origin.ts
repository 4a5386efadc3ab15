/** CORS for the configured origins only; never `*`, never with cookies. @see specs/auth.md item 70 */
import { cors } from "hono/cors";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { headersOf, isUnshared } from "../upstream/relay.ts";

/** What the API documents and a script could not read otherwise; the Fetch standard lets it read the rest. */
export const EXPOSED = [
  "age",
  "allow",
  "content-disposition",
  "deprecation",
  "etag",
  "idempotency-expires",
  "idempotency-original-request-id",
  "idempotency-status",
  "idempotent-replayed",
  "link",
  "location",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "server-timing",
  "sunset",
  "vary",
  "www-authenticate",
  "x-cache",
  "x-catalog-generation",
  "x-request-id",
] as const;

const shared = cors({
  origin: (origin, c: GatewayContext) =>
    c.get("config").CORS_ORIGINS.includes(origin) ? origin : null,
  allowHeaders: [
    "authorization",
    "content-type",
    "idempotency-key",
    "x-idempotency-key",
    "if-match",
    "if-none-match",
    "x-request-id",
    "x-server-timing",
    "traceparent",
  ],
  allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
  exposeHeaders: [...EXPOSED],
  maxAge: 600,
});

/** Answers preflights and marks answers for the configured origins. */
export const crossOrigin: GatewayMiddleware = async (c, next) => {
  if (c.req.raw.headers.has("origin")) return shared(c, next);
  await next();
  // Who keeps this answer must not give it to another origin; who may not keep it needs no word.
  if (!isUnshared(c.res)) headersOf(c).append("vary", "Origin");
};
