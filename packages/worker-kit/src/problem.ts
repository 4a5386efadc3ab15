/** RFC 9457 problem responses, made from the one error table. */
import { errorRow, type Problem } from "@edgemart/contracts/error";
import type { Failure } from "@edgemart/contracts/result";

/** Which request a problem belongs to. */
export interface ProblemPlace {
  requestId: string;
  /** Path of the request as it came, undecoded, without its query. */
  instance: string;
}

/**
 * Makes the response of an expected failure.
 *
 * Detail and field errors of a 5xx are dropped: its text is the table's fixed title.
 */
export function problemResponse(
  failure: Failure,
  place: ProblemPlace,
  headers: Record<string, string> = {},
): Response {
  const row = errorRow(failure.code);
  const own = row.status < 500 ? { detail: failure.detail, errors: failure.errors } : {};
  const problem: Problem = {
    type: `/errors/${failure.code}`,
    title: row.title,
    status: row.status,
    ...own,
    instance: uriReferenceOf(place.instance),
    code: failure.code,
    requestId: place.requestId,
    retryable: row.retryable ?? false,
  };
  return new Response(JSON.stringify(problem), {
    status: row.status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": place.requestId,
      ...retryAfter(failure, row),
      ...(row.challenge && { "www-authenticate": row.challenge }),
      ...headers,
    },
  });
}

function retryAfter(failure: Failure, row: { status: number }): Record<string, string> {
  const seconds = failure.retryAfterSeconds ?? (row.status === 503 ? 5 : null);
  return seconds === null ? {} : { "retry-after": String(Math.max(1, Math.ceil(seconds))) };
}

/**
 * Spells a path as a URI reference (RFC 3986 §4.2): what no path may hold is percent-encoded, nothing is decoded.
 *
 * @param path as the runtime gives it, undecoded
 */
export function uriReferenceOf(path: string): string {
  const spelt = path.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/-]/gu, (sign) =>
    sign.length === 3 && sign.startsWith("%") ? sign : encodeURIComponent(sign.toWellFormed()),
  );
  // Two slashes would begin the name of a host; the dot segment disappears when the reference is resolved.
  return spelt.startsWith("//") ? `/.${spelt}` : spelt;
}
