/** Headers every answer of the public image door carries. */
import { createMiddleware } from "hono/factory";

/** Open to every page, and inert if it is ever opened as a document. */
export const PUBLIC_HEADERS = {
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "timing-allow-origin": "*",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
} as const;

/** Seconds for which a missing or unsupported picture may be remembered by caches. */
const NEGATIVE_TTL_SECONDS = 60;

/** Sets the public headers; lets 404 and 415 be cached for a minute. */
export const publicHeaders = createMiddleware(async function publicHeaders(c, next) {
  await next();
  for (const [name, value] of Object.entries(PUBLIC_HEADERS)) c.res.headers.set(name, value);
  if (c.res.status === 404 || c.res.status === 415) {
    c.res.headers.set("cache-control", `public, max-age=${NEGATIVE_TTL_SECONDS}`);
  }
});
