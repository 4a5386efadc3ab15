/** The store behind a circuit: after 5 failures in 10 s, or 5 in a row, nobody waits for it any more until a probe came through. @see gateway spec 30 */

import { isRedisOutage, isRedisReply } from "@edgemart/redis/errors";
import type { CircuitRules, Outcome } from "@edgemart/worker-kit/circuit";
import { count } from "../metrics/counts.ts";
import { mayCall, noteCall } from "./circuits.ts";

const CIRCUIT = "store";
const RULES: Omit<CircuitRules, "failuresMin" | "inARowMax"> = {
  windowMs: 10_000,
  callsMin: 1,
  failureRate: 0,
  slowRate: 2,
  openMs: 2_000,
  openMsMax: 2_000,
};

/** The longest wait that can be configured. */
const CALL_MS_MAX = 5_000;

/** Thrown at once, with nothing sent, while the circuit is open. */
export class StoreOpenError extends Error {
  override name = "StoreOpenError";
}

/**
 * Asks the store.
 *
 * @param operation name in the metrics: claim, revocation, …
 * @param failuresMax failures in 10 s that open the circuit
 * @throws StoreOpenError, or whatever the work threw
 */
export async function askStore<T>(
  operation: string,
  failuresMax: number,
  work: () => Promise<T>,
): Promise<T> {
  if (mayCall(CIRCUIT, Date.now(), CALL_MS_MAX) === "refused") {
    count("gateway_store_errors_total", { operation, reason: "open" });
    throw new StoreOpenError("the store is not asked: its circuit is open");
  }
  const rules = { ...RULES, failuresMin: failuresMax, inARowMax: failuresMax };
  try {
    const answer = await work();
    noteCall(CIRCUIT, "ok", rules, Date.now());
    return answer;
  } catch (thrown) {
    noteCall(CIRCUIT, outcomeOf(thrown), rules, Date.now());
    count("gateway_store_errors_total", { operation, reason: "failed" });
    throw thrown;
  }
}

/** Only the store's absence is a failure of its own: a refused command is a reply, and a bug of ours is neither. */
function outcomeOf(thrown: unknown): Outcome {
  if (isRedisOutage(thrown)) return "failed";
  return isRedisReply(thrown) ? "ok" : "untold";
}
