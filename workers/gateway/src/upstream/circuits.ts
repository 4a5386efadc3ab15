/** The circuits of this isolate: one for each Worker behind and class of request, one for the store. */

import {
  admit,
  type Circuit,
  type CircuitRules,
  CLOSED,
  type Outcome,
  record,
} from "@edgemart/worker-kit/circuit";
import { log } from "@edgemart/worker-kit/log";
import { count, gauge } from "../metrics/counts.ts";

// What an isolate has seen of its neighbours, not request state.
const circuits = new Map<string, Circuit>();

/**
 * Lets a call pass, as the one probe of an open circuit, or not.
 *
 * @param name such as `CATALOG read`
 * @param callMsMax longest the call can last
 */
export function mayCall(
  name: string,
  nowMs: number,
  callMsMax: number,
): "passed" | "probe" | "refused" {
  const { circuit, passes } = admit(circuits.get(name) ?? CLOSED, nowMs, callMsMax);
  circuits.set(name, circuit);
  if (!passes) return "refused";
  return circuit.probeAtMs > 0 ? "probe" : "passed";
}

/** Tells whether a circuit refuses every call now, without taking its probe. */
export function isShut(name: string, nowMs: number): boolean {
  return (circuits.get(name) ?? CLOSED).openUntilMs > nowMs;
}

/** Tells how a call ended that `mayCall` let pass. */
export function noteCall(name: string, outcome: Outcome, rules: CircuitRules, nowMs: number): void {
  const before = circuits.get(name) ?? CLOSED;
  const after = record(before, outcome, rules, nowMs);
  circuits.set(name, after);
  if (before.openUntilMs === after.openUntilMs) return;
  const state = after.openUntilMs > 0 ? "open" : "closed";
  log(state === "open" ? "error" : "info", "gateway.breaker", { circuit: name, state });
  count("gateway_breaker_transitions_total", { circuit: name, state });
  gauge("gateway_breaker_open", { circuit: name }, state === "open" ? 1 : 0);
}
