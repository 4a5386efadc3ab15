/** Sends the request to the Worker behind the row, with a deadline, and only the headers that may travel. */
import { HEADER, isReservedHeader } from "@edgemart/contracts/headers";
import { problem } from "@edgemart/worker-kit/create-app";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext } from "./context.ts";

/** Hop-by-hop headers (RFC 9110 §7.6.1) and those the gateway itself decides. */
const NOT_FORWARDED = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "host",
  "content-length",
  // Browser tokens travel as Bearer only; a cookie means nothing behind this door.
  "cookie",
  "idempotency-key",
  "x-idempotency-key",
]);

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
    const signal = AbortSignal.timeout(route.timeoutMs);
    const response = await config[route.to].fetch(c.req.url, {
      method: c.req.method,
      headers: headersFor(c, keyed),
      body: c.var.body,
      redirect: "manual",
      signal,
    });
    return { response, outcome: "answered" };
  } catch (thrown) {
    log("error", "gateway.upstream_failed", {
      requestId: c.var.requestId,
      to: route.to,
      reason: reasonOf(thrown),
    });
    const code = isDeadline(thrown) ? "deadline_exceeded" : "upstream_failed";
    return { response: problem(c, { code }), outcome: "unknown" };
  }
}

function headersFor(c: GatewayContext, keyed: { key: string; attempt: number } | null): Headers {
  const headers = new Headers();
  const named = new Set((c.req.header("connection") ?? "").toLowerCase().split(/\s*,\s*/));
  for (const [name, value] of c.req.raw.headers) {
    if (!NOT_FORWARDED.has(name) && !named.has(name) && !isReservedHeader(name)) {
      headers.set(name, value);
    }
  }
  // A token that was not verified on this row (an invalid one on a public read) goes no further.
  if (c.var.route.to !== "AUTH" && !c.var.identity) headers.delete("authorization");
  headers.set(HEADER.requestId, c.var.requestId);
  headers.set(HEADER.traceparent, c.var.traceparent);
  headers.set(HEADER.deadline, String(Date.now() + c.var.route.timeoutMs));
  const key = keyed?.key ?? forwardedKeyOfAuth(c);
  if (key) headers.set(HEADER.idempotencyKey, key);
  if (keyed) headers.set(HEADER.idempotencyAttempt, String(keyed.attempt));
  return headers;
}

/** Auth stores no answers here, but register hands the key on to the member's UNIQUE(principal, key). */
function forwardedKeyOfAuth(c: GatewayContext): string | undefined {
  if (c.var.route.to !== "AUTH") return undefined;
  return c.req.header(HEADER.idempotencyKey) ?? c.req.header(HEADER.idempotencyKeyAlias);
}
