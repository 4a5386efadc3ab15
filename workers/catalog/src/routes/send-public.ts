/** Answers a public read: revalidated by its strong ETag, never kept longer by itself. */
import type { Context } from "hono";

/** 200 with the body, or 304 when the caller already has these very bytes (RFC 9110 §13.1.2). */
export async function sendPublic(c: Context, value: unknown): Promise<Response> {
  const body = JSON.stringify(value);
  const etag = await strongEtag(body);
  c.header("etag", etag);
  c.header("cache-control", "public, max-age=0, must-revalidate");
  if (isNoneOf(c.req.header("if-none-match"), etag)) return c.body(null, 304);
  return c.body(body, 200, { "content-type": "application/json" });
}

async function strongEtag(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const hex = [...new Uint8Array(digest, 0, 12)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `"${hex.join("")}"`;
}

/** Weak comparison, as If-None-Match asks for: a proxy that compressed the answer made its tag weak. */
function isNoneOf(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return (
    header.trim() === "*" ||
    header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag)
  );
}
