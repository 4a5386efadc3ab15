/** The holder's part: forward, decide what the answer means, settle the record, answer. */
import type { GatewayContext } from "../context.ts";
import { forward, upstreamProblem } from "../upstream/forward.ts";
import { relay } from "../upstream/relay.ts";
import { isKeyedRead, lifeOf } from "./claim-request.ts";
import { type Settlement, settleRecord } from "./settle.ts";
import type { ClaimRequest } from "./store.ts";
import { dispositionOf, httpDate, STORED_BODY_BYTES_MAX, storedAnswerOf } from "./stored-answer.ts";
import { type TakenBody, takeBody } from "./take-body.ts";

interface Run {
  settlement: Settlement;
  /** What the client gets, without the markers. */
  answer: Response;
  /** False when a retry will not get this very answer. */
  replayable: boolean;
}

/** Runs the claimed request and settles its record. The client gets the answer even when settling fails (rule 29). */
export async function answerOnce(
  c: GatewayContext,
  keyed: { key: string; attempt: number },
  request: ClaimRequest,
): Promise<Response> {
  const { settlement, answer, replayable } = await run(c, keyed);
  const settled = await settleRecord(c, request, keyed.attempt, settlement);
  const stored = settled && replayable;
  answer.headers.set("idempotency-status", stored ? "stored" : statusOf(settlement));
  if (stored && settlement.kind === "store") {
    answer.headers.set("idempotency-expires", httpDate(settlement.answer.expiresAtMs));
  }
  return answer;
}

function statusOf(settlement: Settlement): "unknown" | "unstored" {
  return settlement.kind === "unknown" ? "unknown" : "unstored";
}

async function run(c: GatewayContext, keyed: { key: string; attempt: number }): Promise<Run> {
  const { response, outcome } = await forward(c, keyed);
  if (outcome === "unknown") return unstored("unknown", response);
  if (outcome === "not-sent") return unstored("release", response);
  const declared = response.headers.get("idempotency-outcome");
  const disposition = dispositionOf(response.status, declared);
  let taken: TakenBody;
  try {
    taken = await takeBody(response, STORED_BODY_BYTES_MAX);
  } catch (thrown) {
    // A status was read but not its answer: only a refusal still says that nothing happened.
    const kind = disposition === "release" ? "release" : "unknown";
    return unstored(kind, upstreamProblem(c, thrown));
  }
  const { kept, body } = taken;
  const answer = relay(c, response, body);
  if (disposition !== "store") return unstored(disposition, answer);
  // A read too large to keep is simply read again.
  if (!kept && isKeyedRead(c)) return unstored("release", answer);
  const expiresAtMs = Date.now() + lifeOf(c).answerTtlMs;
  const stored = storedAnswerOf(
    response,
    kept,
    { requestId: c.get("requestId"), expiresAtMs },
    c.get("row").idempotency.headers,
  );
  return { settlement: { kind: "store", answer: stored }, answer, replayable: kept !== null };
}

function unstored(kind: "release" | "unknown", answer: Response): Run {
  return { settlement: { kind }, answer, replayable: false };
}
