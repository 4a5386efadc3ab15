/** Runs a request once per key: claim → upstream → complete, all of it outliving the client. @see gateway spec C–F */

import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { timed } from "../metrics/timed.ts";
import { noteLive } from "../policies/live-sessions.ts";
import { forward } from "../upstream/forward.ts";
import { askStore, StoreOpenError } from "../upstream/guarded-store.ts";
import { passOn, relay } from "../upstream/relay.ts";
import { answerOnce } from "./answer-once.ts";
import { claimRequest, isKeyedRead } from "./claim-request.ts";
import { idempotencyStore } from "./deps.ts";
import { keyHash } from "./digest.ts";
import { limitHeaders, tooMany } from "./keyed-limit.ts";
import { unsealWith } from "./seal.ts";
import { abandonClaim, logStoreFailure } from "./settle.ts";
import { statusPath } from "./status-path.ts";
import type { Claim, ClaimRequest } from "./store.ts";
import { parseStoredAnswer, replayOf, type StoredAnswer } from "./stored-answer.ts";

/** Half of what a lease has over the deadline: a holder that hears of its claim later slept, and must not begin. */
const CLAIM_MS_MAX = 5_000;

/** Forwards a request, under its key when it has one. The last policy: it always answers. */
export const idempotent: GatewayMiddleware = async (c) => {
  const key = c.get("idempotencyKey");
  if (key === null) return passOn(c, (await forward(c, null)).response);
  const work = runKeyed(c, key);
  // A client's disconnect cancels the Worker unless the work is registered here (rule 14).
  c.executionCtx.waitUntil(work.then(settled, settled));
  return work;
};

function settled(): void {
  // The outcome belongs to the response; here only its lifetime matters.
}

async function runKeyed(c: GatewayContext, key: string): Promise<Response> {
  c.set("keyHash", await keyHash(key));
  const request = await claimRequest(c, key);
  const begunMs = Date.now();
  let claim: Claim;
  try {
    claim = await timed(c, "idem", () =>
      askStore("claim", c.get("config").BREAKER_STORE_FAILURES, () =>
        idempotencyStore(c.get("config")).claim(request),
      ),
    );
  } catch (thrown) {
    logStoreFailure(c, "gateway.idempotency_store", thrown);
    if (!(thrown instanceof StoreOpenError)) abandonClaim(c, request);
    return problem(
      c,
      { code: "idempotency_store_unavailable", retryAfterSeconds: 1 },
      status("bypassed"),
    );
  }
  // Only a claim that looked at the session proves it alive, as of the moment it was sent.
  const identity = c.get("identity");
  if (identity && request.session && claim.kind !== "revoked") noteLive(identity, begunMs);
  const response =
    claim.kind === "run" && Date.now() - begunMs > CLAIM_MS_MAX
      ? overslept(c, request)
      : await answer(c, key, request, claim);
  if (request.limit) {
    for (const [name, value] of Object.entries(limitHeaders(request.limit.max, claim.count))) {
      response.headers.set(name, value);
    }
  }
  return response;
}

/** Gives the claim back unused: the lease may be over by the time the Worker would answer, and another at work. */
function overslept(c: GatewayContext, request: ClaimRequest): Response {
  abandonClaim(c, request);
  return problem(
    c,
    { code: "idempotency_store_unavailable", retryAfterSeconds: 1 },
    status("bypassed"),
  );
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
      const stored = await open(c, claim.sealed, request.record);
      const replay = stored && replayOf(stored);
      return replay || problem(c, { code: "idempotency_response_not_stored" }, status("unstored"));
    }
    case "busy": {
      const retryAfterSeconds = Math.max(1, Math.min(5, Math.ceil(claim.leaseLeftMs / 1000)));
      return problem(c, { code: "idempotency_in_progress", retryAfterSeconds }, status("conflict"));
    }
    case "mismatch":
      return problem(c, { code: "idempotency_key_reused" }, status("mismatch"));
    case "unknown":
      return problem(
        c,
        { code: "idempotency_outcome_unknown" },
        { ...status("unknown"), ...statusLink(c, key) },
      );
    case "revoked":
      return problem(c, { code: "token_invalid" });
    case "limited":
      // A read needs no key to be safe: it is answered, and takes none of the store's memory.
      return isKeyedRead(c) ? keyless(c, "bypassed") : tooMany(c, claim.count);
    case "void":
      return problem(
        c,
        { code: "idempotency_store_unavailable", retryAfterSeconds: 1 },
        status("bypassed"),
      );
    case "expired":
      // A read has no effect to protect: it is answered anew.
      if (isKeyedRead(c)) return keyless(c, "expired");
      return problem(c, { code: "idempotency_key_expired" }, status("expired"));
  }
}

/** Answers a read as if it had no key. */
async function keyless(c: GatewayContext, mark: string): Promise<Response> {
  const { response } = await forward(c, null);
  const answer = relay(c, response, response.body);
  answer.headers.set("idempotency-status", mark);
  return answer;
}

/** Opens a stored answer; null when it cannot be opened (another secret, a changed record): it is never run again. */
async function open(
  c: GatewayContext,
  sealed: string,
  record: string,
): Promise<StoredAnswer | null> {
  const { IDEMPOTENCY_SECRET, IDEMPOTENCY_SECRET_NEXT, IDEMPOTENCY_SECRET_PREVIOUS } =
    c.get("config");
  const secrets = [IDEMPOTENCY_SECRET, IDEMPOTENCY_SECRET_NEXT, IDEMPOTENCY_SECRET_PREVIOUS];
  try {
    return parseStoredAnswer(await unsealWith(secrets, sealed, record));
  } catch (thrown) {
    logStoreFailure(c, "gateway.idempotency_unopened", thrown);
    return null;
  }
}

/** Where the outcome can be looked up. An anonymous caller's scope is the row, which that address does not know. */
function statusLink(c: GatewayContext, key: string): Record<string, string> {
  return c.get("identity") ? { link: `<${statusPath(key)}>; rel="status"` } : {};
}

function status(value: string): Record<string, string> {
  return { "idempotency-status": value };
}
