/** Sends the request to the Worker behind the row, with a deadline, and only the headers that may travel. */
import { HEADER } from "@edgemart/contracts/headers";
import { problem } from "@edgemart/worker-kit/create-app";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext } from "./context.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";

/** What became of a forwarded request. `unknown` means that it may have run. */
export type Forwarded = { response: Response; outcome: "answered" | "unknown" };

/**
 * Forwards the request of a context.
 *
 * @param keyed idempotency key and attempt, for the effect's own UNIQUE (rule 35)
 * @returns the Worker's answer, or a problem: 504 after the row's deadline, 502 when the Worker broke
 */
export async function forward(
  c: GatewayContext,
  keyed: { key: string; attempt: number } | null,
): Promise<Forwarded> {
  const { route, config } = c.var;
  try {
    const response = await config[route.to].fetch(c.req.url, {
      method: c.req.method,
      headers: headersFor(c, keyed),
      body: c.var.body,
      redirect: "manual",
      // Ends the body too: a holder never outlives its lease (rule 12).
      signal: AbortSignal.timeout(route.timeoutMs),
    });
    return { response, outcome: "answered" };
  } catch (thrown) {
    return { response: upstreamProblem(c, thrown), outcome: "unknown" };
  }
}

/** Logs why the Worker behind the row gave no whole answer, and makes the problem the client gets. */
export function upstreamProblem(c: GatewayContext, thrown: unknown): Response {
  log("error", "gateway.upstream_failed", {
    requestId: c.var.requestId,
    to: c.var.route.to,
    reason: reasonOf(thrown),
  });
  return problem(c, { code: isDeadline(thrown) ? "deadline_exceeded" : "upstream_failed" });
}

function headersFor(c: GatewayContext, keyed: { key: string; attempt: number } | null): Headers {
  const { route, identity, requestId, traceparent, forwardedKey } = c.var;
  // A token that was not verified on this row (an invalid one on a public read) goes no further.
  const headers = forwardedHeaders(c.req.raw.headers, route.to === "AUTH" || identity !== null);
  headers.set(HEADER.requestId, requestId);
  headers.set(HEADER.traceparent, traceparent);
  headers.set(HEADER.deadline, String(Date.now() + route.timeoutMs));
  const key = keyed?.key ?? forwardedKey;
  if (key !== null) headers.set(HEADER.idempotencyKey, key);
  if (keyed) headers.set(HEADER.idempotencyAttempt, String(keyed.attempt));
  return headers;
}
