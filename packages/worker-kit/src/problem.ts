/** RFC 9457 problem responses, made from the one error table. */
import { type ErrorCode, errorRow, type Problem } from "@edgemart/contracts/error";
import { FRESH_AUTH_SECONDS } from "@edgemart/contracts/identity";
import type { Failure } from "@edgemart/contracts/result";

export interface ProblemPlace {
  requestId: string;
  /** Path of the request, without its query. */
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
    instance: place.instance,
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
      ...challenge(failure.code),
      ...headers,
    },
  });
}

function retryAfter(failure: Failure, row: { status: number }): Record<string, string> {
  const seconds = failure.retryAfterSeconds ?? (row.status === 503 ? 5 : null);
  return seconds === null ? {} : { "retry-after": String(Math.max(1, Math.ceil(seconds))) };
}

/** The challenge each credential problem owes. @see RFC 6750 §3, RFC 7617 §2 */
function challenge(code: ErrorCode): Record<string, string> {
  switch (code) {
    case "token_missing":
      return { "www-authenticate": 'Bearer realm="api"' };
    case "token_expired":
    case "token_invalid":
      return { "www-authenticate": 'Bearer realm="api", error="invalid_token"' };
    case "reauthentication_required":
      // RFC 9470 §3: the token is good, its `auth_time` is too old.
      return {
        "www-authenticate": `Bearer realm="api", error="insufficient_user_authentication", max_age="${FRESH_AUTH_SECONDS}"`,
      };
    case "forbidden":
      return { "www-authenticate": 'Bearer realm="api", error="insufficient_scope"' };
    case "service_auth_required":
      return { "www-authenticate": 'Basic realm="auth", charset="UTF-8"' };
    default:
      return {};
  }
}
