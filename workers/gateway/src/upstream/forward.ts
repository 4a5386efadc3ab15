/** Sends the request to the Worker behind the row, with a deadline, and only the headers that may travel. */

import { HEADER } from "@edgemart/contracts/headers";
import { spellIdempotencyKey } from "@edgemart/contracts/idempotency-key";
import { ok, type Result } from "@edgemart/contracts/result";
import { problem } from "@edgemart/worker-kit/create-app";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { type BodyFault, readBody } from "@edgemart/worker-kit/read-body";
import type { GatewayContext } from "../context.ts";
import { timed } from "../metrics/timed.ts";
import { bodyProblem, boundsOf } from "./body-bounds.ts";
import { CircuitOpenError, callUpstream } from "./call-upstream.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";
import { countryOf, prefixOf } from "./shopper.ts";

const CONDITIONS = ["if-none-match", "if-modified-since", "range", "if-range"];

/** What became of a forwarded request: `unknown` may have run, `not-sent` has not for certain. */
export type Forwarded = { response: Response; outcome: "answered" | "unknown" | "not-sent" };

/**
 * Forwards the request of a context.
 *
 * @param keyed idempotency key and attempt, for the effect's own UNIQUE (rule 35)
 * @param isWhole asks as a cache does: for the complete answer by GET, without the client's conditions
 * @returns the Worker's answer, or a problem: 504 after the row's deadline, 502 when the Worker broke, 503 when its
 *   circuit is open
 */
export async function forward(
  c: GatewayContext,
  keyed: { key: string; attempt: number } | null,
  isWhole = false,
): Promise<Forwarded> {
  const row = c.get("row");
  const config = c.get("config");
  const stream = c.get("stream");
  const headers = headersFor(c, keyed);
  if (isWhole) for (const name of CONDITIONS) headers.delete(name);
  // Ends the body too: a holder never outlives its lease (rule 12). One for both tries of a read.
  const signal = AbortSignal.timeout(row.timeoutMs);
  const body = await outgoing(c);
  if (!body.ok) {
    const fault = stream?.fault() ?? body.error.code;
    return { response: bodyProblem(c, fault), outcome: "not-sent" };
  }
  const request = {
    method: isWhole ? "GET" : c.req.method,
    headers,
    body: body.value,
    redirect: "manual",
    signal,
  } as const;
  const call = {
    to: row.to,
    isRead: c.req.method === "GET" || c.req.method === "HEAD",
    timeoutMs: row.timeoutMs,
    callsMin: config.BREAKER_UPSTREAM_CALLS,
    inARowMax: config.BREAKER_UPSTREAM_FAILURES,
    send() {
      c.set("isSent", true);
      return config[row.to].fetch(c.get("address") ?? c.req.url, request);
    },
    // A body that does not stream was read to its end before anything was sent.
    arrivedMs: () => (stream ? stream.arrivedMs() : 0),
    outlive: (work: Promise<unknown>) => c.executionCtx.waitUntil(work),
  };
  try {
    const response = await timed(c, "upstream", () => callUpstream(call));
    const fault = stream?.fault() ?? null;
    if (fault === null) return { response, outcome: "answered" };
    await response.body?.cancel();
    return { response: bodyProblem(c, fault), outcome: "answered" };
  } catch (thrown) {
    // The Worker saw it break off: the caller's fault, not its.
    const fault = stream?.fault() ?? null;
    if (fault !== null) return { response: bodyProblem(c, fault), outcome: "answered" };
    if (thrown instanceof CircuitOpenError) {
      return { response: problem(c, { code: "upstream_unavailable" }), outcome: "not-sent" };
    }
    return { response: upstreamProblem(c, thrown), outcome: "unknown" };
  }
}

/**
 * The body as the Worker behind gets it: a stream that cannot be taken for complete when it breaks off.
 *
 * A pipe between Workers ends quietly when its writer fails, unless its length was stated. Without one the body is held.
 */
async function outgoing(c: GatewayContext): Promise<Result<BodyInit | null, BodyFault>> {
  const stream = c.get("stream");
  if (!stream) return ok(c.get("body"));
  if (stream.length === null) return readBody(stream.readable, boundsOf(c.get("row")));
  return ok(stream.readable.pipeThrough(new FixedLengthStream(stream.length)));
}

/** Logs why the Worker behind the row gave no complete answer, and makes the problem the client gets. */
export function upstreamProblem(c: GatewayContext, thrown: unknown): Response {
  log("error", "gateway.upstream_failed", {
    requestId: c.get("requestId"),
    to: c.get("row").to,
    reason: reasonOf(thrown),
  });
  return problem(c, { code: isDeadline(thrown) ? "deadline_exceeded" : "upstream_failed" });
}

function headersFor(c: GatewayContext, keyed: { key: string; attempt: number } | null): Headers {
  const row = c.get("row");
  const identity = c.get("identity");
  const requestId = c.get("requestId");
  const traceparent = c.get("traceparent");
  const forwardedKey = c.get("forwardedKey");
  // A token that was not verified on this row (an invalid one on a public read) goes no further.
  const headers = forwardedHeaders(c.req.raw.headers, row.to === "AUTH" || identity !== null);
  const prefix = prefixOf(c.req.raw);
  const country = countryOf(c.req.raw);
  if (prefix !== null) headers.set(HEADER.clientPrefix, prefix);
  if (country !== null) headers.set(HEADER.clientCountry, country);
  headers.set(HEADER.requestId, requestId);
  headers.set(HEADER.traceparent, traceparent);
  headers.set(HEADER.deadline, String(Date.now() + row.timeoutMs));
  // The Worker behind makes its answer under the generation it is kept under, and does not ask for it again.
  headers.delete(HEADER.catalogGeneration);
  const generation = c.get("catalogGeneration");
  if (generation !== undefined) headers.set(HEADER.catalogGeneration, generation);
  const key = keyed?.key ?? forwardedKey;
  if (key !== null) headers.set(HEADER.idempotencyKey, spellIdempotencyKey(key));
  if (keyed) headers.set(HEADER.idempotencyAttempt, String(keyed.attempt));
  return headers;
}
