/** The store behind a circuit: after 5 failures in 10 s, or 5 in a row, no request waits for it any more until a probe succeeds. @see gateway spec 30 */

import { isRedisOutage, isRedisReply } from "@edgemart/redis/errors";
import type { CircuitRules, Outcome } from "@edgemart/worker-kit/circuit";
import { count } from "../metrics/counts.ts";
import { isShut, mayCall, noteCall } from "./circuits.ts";

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
 * Asks the store where its answer is needed.
 *
 * @param operation name in the metrics: claim, revocation, …
 * @param failuresMax failures in 10 s that open the circuit
 * @throws StoreOpenError, or whatever the work threw
 */
export function askStore<T>(
  operation: string,
  failuresMax: number,
  work: () => Promise<T>,
): Promise<T> {
  return ask(CIRCUIT, operation, failuresMax, work);
}

/**
 * Asks the store what something else can replace: its wait is short, so its failures say little about the store and
 * shut out no other caller. While the store's own circuit is open it is not asked either.
 */
export async function askStoreInBrief<T>(
  operation: string,
  failuresMax: number,
  work: () => Promise<T>,
): Promise<T> {
  if (isShut(CIRCUIT, Date.now())) throw refused(operation);
  return ask(`${CIRCUIT} in brief`, operation, failuresMax, work);
}

async function ask<T>(
  circuit: string,
  operation: string,
  failuresMax: number,
  work: () => Promise<T>,
): Promise<T> {
  if (mayCall(circuit, Date.now(), CALL_MS_MAX) === "refused") throw refused(operation);
  const rules = { ...RULES, failuresMin: failuresMax, inARowMax: failuresMax };
  try {
    const answer = await work();
    noteCall(circuit, "ok", rules, Date.now());
    return answer;
  } catch (thrown) {
    noteCall(circuit, outcomeOf(thrown), rules, Date.now());
    count("gateway_store_errors_total", { operation, reason: "failed" });
    throw thrown;
  }
}

function refused(operation: string): StoreOpenError {
  count("gateway_store_errors_total", { operation, reason: "open" });
  return new StoreOpenError("the store is not asked: its circuit is open");
}

/** Only the store's absence is a failure of its own: a refused command is a reply, and a bug of ours is neither. */
function outcomeOf(thrown: unknown): Outcome {
  if (isRedisOutage(thrown)) return "failed";
  return isRedisReply(thrown) ? "ok" : "untold";
}
