/** Headers of the public door: those of every answer, and the answer to a page that asks what it may send. */
import type { Context } from "hono";
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

/** Methods of every address of the public door. */
export const PUBLIC_METHODS = ["GET", "HEAD", "OPTIONS"] as const;

const PREFLIGHT = {
  "access-control-allow-methods": PUBLIC_METHODS.join(", "),
  "access-control-allow-headers": "*",
  "access-control-max-age": "86400",
};

/** Answers OPTIONS: any page may ask. */
export function preflight(c: Context): Response {
  return c.body(null, 204, PREFLIGHT);
}
