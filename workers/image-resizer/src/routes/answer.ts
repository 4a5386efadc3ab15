/** A served answer → a response: validators, caching, and how it was found. */
import { isNoneOf } from "@edgemart/worker-kit/content-tag";
import { secureTransport } from "@edgemart/worker-kit/transport-security";
import { fileName, type Target } from "../core/address.ts";
import { cacheControl } from "../core/answer.ts";
import type { Served } from "../verbs/serve-answer.ts";
import { PUBLIC_HEADERS } from "./headers.ts";

/** Answers 200, or 304 when the client has these very bytes; without a body for HEAD. */
export function answerTo(request: Request, target: Target, served: Served): Response {
  const { answer } = served;
  const unchanged = isNoneOf(request.headers.get("if-none-match"), answer.etag);
  const headers = headersOf(request.url, target, served);
  if (unchanged || request.method === "HEAD") {
    // NOTE a stream that no one reads is dropped with the request; its end is not waited for.
    if (answer.body instanceof ReadableStream) void answer.body.cancel();
    return new Response(null, unchanged ? { status: 304, headers: bare(headers) } : { headers });
  }
  return new Response(answer.body as Uint8Array<ArrayBuffer> | ReadableStream, { headers });
}

// Building fifteen headers costs more than all else in a hit; they are the same each time.
const hitHeaders = new WeakMap<Target, { etag: string; headers: Headers }>();

function headersOf(url: string, target: Target, served: Served): Headers {
  if (served.tier !== "L0" || served.isInterim || target.expiresAt !== null) {
    return buildHeaders(url, target, served);
  }
  const { etag } = served.answer;
  const known = hitHeaders.get(target);
  if (known?.etag === etag) return known.headers;
  const headers = buildHeaders(url, target, served);
  hitHeaders.set(target, { etag, headers });
  return headers;
}

function buildHeaders(
  url: string,
  target: Target,
  { answer, tier, stages, isInterim }: Served,
): Headers {
  const headers = new Headers({
    ...PUBLIC_HEADERS,
    "cache-control": cacheControl(
      target.immutable && !isInterim,
      target.expiresAt === null ? null : target.expiresAt - Date.now(),
    ),
    "content-disposition": `inline; filename="${fileName(target.stem, answer.type)}"`,
    "content-length": String(answer.length),
    "content-type": answer.type,
    etag: answer.etag,
    "server-timing": serverTiming(tier, stages),
    "x-cache": tier,
  });
  if (target.negotiated) headers.set("vary", "Accept");
  secureTransport(headers, url);
  return headers;
}

/** A 304 describes no body. @see RFC 9110 §15.4.5 */
function bare(full: Headers): Headers {
  const headers = new Headers(full);
  for (const name of ["content-disposition", "content-length", "content-type"])
    headers.delete(name);
  return headers;
}

function serverTiming(tier: Served["tier"], stages: Served["stages"]): string {
  const found = tier === "MISS" ? "miss" : `${tier.toLowerCase()};desc="hit"`;
  const spent = Object.entries(stages).map(([name, milliseconds]) => `${name};dur=${milliseconds}`);
  return [found, ...spent].join(", ");
}
