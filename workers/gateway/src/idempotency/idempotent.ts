/** Runs a request once per key: claim → upstream → complete, all of it outliving the client. @see gateway spec C–F */
import { problem } from "@edgemart/worker-kit/create-app";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { forward } from "../forward.ts";
import { isKnownLive, noteLive } from "../revocation.ts";
import { answerOnce } from "./answer-once.ts";
import { idempotencyStore } from "./deps.ts";
import { fingerprint, recordId } from "./digest.ts";
import { unseal } from "./seal.ts";
import type { Claim, ClaimRequest } from "./store.ts";
import { parseStoredAnswer, replayOf } from "./stored-answer.ts";

const LEASE_MARGIN_MS = 10_000;
const TOMBSTONE_TTL_MS = 30 * 86_400_000;

export const idempotent: GatewayMiddleware = async (c) => {
  const key = c.var.idempotencyKey;
  if (key === null) return relay((await forward(c, null)).response);
  const work = runKeyed(c, key);
  // A client's disconnect cancels the Worker unless the work is registered here (rule 14).
  c.executionCtx.waitUntil(work.then(settle, settle));
  return work;
};

async function runKeyed(c: GatewayContext, key: string): Promise<Response> {
  const request = await claimRequest(c, key);
  let claim: Claim;
  try {
    claim = await idempotencyStore(c.var.config).claim(request);
  } catch (thrown) {
    log("error", "gateway.idempotency_store", {
      requestId: c.var.requestId,
      reason: reasonOf(thrown),
    });
    return problem(
      c,
      { code: "idempotency_store_unavailable", retryAfterSeconds: 1 },
      { "idempotency-status": "bypassed" },
    );
  }
  if (c.var.identity && claim.kind !== "revoked") noteLive(c.var.identity, Date.now());
  return answer(c, key, request, claim);
}

async function answer(
  c: GatewayContext,
  key: string,
  request: ClaimRequest,
  claim: Claim,
): Promise<Response> {
  switch (claim.kind) {
    case "run":
      return answerOnce(c, { key, attempt: claim.attempt }, request);
    case "replay": {
      const text = await unseal(claim.sealed, c.var.config.IDEMPOTENCY_SECRET, request.record);
      return (
        replayOf(parseStoredAnswer(text)) ??
        problem(c, { code: "idempotency_response_not_stored" }, status("expired"))
      );
    }
    case "busy": {
      const retryAfterSeconds = Math.max(1, Math.min(5, Math.ceil(claim.leaseLeftMs / 1000)));
      return problem(c, { code: "idempotency_in_progress", retryAfterSeconds }, status("conflict"));
    }
    case "mismatch":
      return problem(c, { code: "idempotency_key_reused" }, status("mismatch"));
    case "unknown":
      return problem(c, { code: "idempotency_outcome_unknown" }, status("unknown"));
    case "revoked":
      return problem(c, { code: "token_invalid" });
    case "expired":
      // A read has no effect to protect: it is answered anew.
      if (c.req.method === "GET") return relay((await forward(c, null)).response);
      return problem(c, { code: "idempotency_key_expired" }, status("expired"));
  }
}

async function claimRequest(c: GatewayContext, key: string): Promise<ClaimRequest> {
  const { route, config, identity } = c.var;
  const url = new URL(c.req.url);
  const scope = {
    environment: config.ENVIRONMENT,
    issuer: config.AUTH_ISSUER,
    memberId: identity?.memberId ?? null,
    routePrefix: route.prefix,
  };
  const reads = c.req.method === "GET";
  return {
    record: await recordId(scope, key),
    fingerprint: await fingerprint({
      method: c.req.method,
      path: url.pathname,
      query: url.search,
      contentType: c.req.header("content-type") ?? "",
      contentEncoding: c.req.header("content-encoding") ?? "",
      body: c.var.body ?? new Uint8Array(),
    }),
    owner: crypto.randomUUID().replaceAll("-", ""),
    leaseMs: route.timeoutMs + LEASE_MARGIN_MS,
    recordTtlMs: reads ? config.IDEMPOTENCY_TTL_SECONDS * 1000 : TOMBSTONE_TTL_MS,
    mode: route.idempotency.mode,
    session:
      identity && !isKnownLive(identity, Date.now())
        ? {
            sessionId: identity.sessionId,
            memberId: identity.memberId,
            issuedAt: identity.issuedAt,
          }
        : null,
  };
}

function status(value: string): Record<string, string> {
  return { "idempotency-status": value };
}

/** A fetched response has immutable headers; the copy can be marked. */
export function relay(response: Response): Response {
  const copy = new Response(response.body, response);
  copy.headers.delete("idempotency-outcome");
  return copy;
}

function settle(): void {
  // The outcome belongs to the response; here only its lifetime matters.
}
