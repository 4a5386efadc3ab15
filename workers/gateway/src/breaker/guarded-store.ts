/** The store behind a circuit: after 5 failures in 10 s nobody waits for it any more until a probe came through. @see gateway spec 30 */

import type { CircuitRules } from "@edgemart/worker-kit/circuit";
import { count } from "../metrics/counts.ts";
import { mayCall, noteCall } from "./circuits.ts";

const CIRCUIT = "store";
const RULES: Omit<CircuitRules, "failuresMin"> = {
  windowMs: 10_000,
  callsMin: 1,
  failureRate: 0,
  slowRate: 2,
  openMs: 2_000,
  openMsMax: 2_000,
};

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
  if (!mayCall(CIRCUIT, Date.now())) {
    count("gateway_store_errors_total", { operation, reason: "open" });
    throw new StoreOpenError("the store is not asked: its circuit is open");
  }
  const rules = { ...RULES, failuresMin: failuresMax };
  try {
    const answer = await work();
    noteCall(CIRCUIT, "ok", rules, Date.now());
    return answer;
  } catch (thrown) {
    noteCall(CIRCUIT, "failed", rules, Date.now());
    count("gateway_store_errors_total", { operation, reason: "failed" });
    throw thrown;
  }
}
