/**
 * What may be kept of an answer, for how long, and what a conditional request gets. Pure.
 *
 * The gateway is a cache its operator configures (RFC 9111 §1, RFC 9213 §2): the row of the table says how long.
 * `max-age` and `must-revalidate` speak to browsers and pass through; `no-store`, `private`, `no-cache`, `s-maxage`,
 * `proxy-revalidate`, `Set-Cookie` and `Vary` bind it. @see gateway spec 42
 */

import { HEADER } from "@edgemart/contracts/headers";
import type { Lives, Made } from "@edgemart/kept/generation";
import type { CachePolicy } from "../table/policy.ts";

/** Largest body that is kept, in bytes. */
export const CACHED_BODY_BYTES_MAX = 512 * 1024;
/** Differences that this door makes itself, after the cache. */
const VARY_OURS = new Set(["origin", "accept-encoding", "authorization"]);

/**
 * Gives under which generation an answer is kept and how long, or null when it may not be.
 *
 * @param policy     the row's; null: it keeps nothing
 * @param generation the current one; null when it is not known
 */
export function keptAs(
  response: Response,
  policy: CachePolicy | null,
  generation: string | null,
  nowMs: number,
): (Lives & Pick<Made, "generation">) | null {
  if (policy === null || generation === null) return null;
  // An answer made from kept parts may be of the generation before: it is not kept as one of this.
  const isOfThis = (response.headers.get(HEADER.catalogGeneration) ?? generation) === generation;
  const lives = isOfThis ? freshnessOf(response, policy, nowMs) : null;
  return lives && { ...lives, generation };
}

/** Gives how long an answer may be kept, or null when it may not be. */
export function freshnessOf(response: Response, policy: CachePolicy, nowMs: number): Lives | null {
  const { headers } = response;
  const directives = directivesOf(headers.get("cache-control"));
  const isForbidden = ["no-store", "private", "no-cache"].some((name) => directives.has(name));
  // Deny is the default: without its author's permission an answer is not shared. For a request with credentials
  // RFC 9111 §3.5 asks the same.
  const isAllowed = directives.has("public") || directives.has("s-maxage");
  if (response.status !== 200 || isForbidden || !isAllowed) return null;
  if (headers.has("set-cookie") || headers.has("content-encoding")) return null;
  const vary = (headers.get("vary") ?? "")
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter(Boolean);
  if (vary.some((name) => !VARY_OURS.has(name))) return null;
  const shared = directives.get("s-maxage");
  const seconds = Math.min(
    policy.freshSeconds,
    shared === undefined ? Number.POSITIVE_INFINITY : Number(shared),
  );
  if (!(seconds > 0)) return null;
  const freshUntilMs = nowMs + seconds * 1000;
  // RFC 9111 §5.2.2.8, 4.2.4: what a shared cache must revalidate is never given stale.
  if (directives.has("proxy-revalidate") || shared !== undefined) {
    return { freshUntilMs, staleUntilMs: freshUntilMs, errorUntilMs: freshUntilMs };
  }
  const staleUntilMs = freshUntilMs + policy.staleSeconds * 1000;
  return {
    freshUntilMs,
    staleUntilMs,
    errorUntilMs: staleUntilMs + policy.staleIfErrorSeconds * 1000,
  };
}

/** Directives by lower-case name; a value without quotes, empty when there is none. */
export function directivesOf(header: string | null): Map<string, string> {
  const found = (header ?? "").matchAll(
    /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^,\s"]*)))?/g,
  );
  return new Map(
    [...found].map(([, name = "", quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? ""]),
  );
}
