/** A circuit breaker as a state machine: closed, open, half-open with one probe. Pure; time is an argument. @see gateway spec 30, 44 */

/** When a circuit opens, and for how long. */
export interface CircuitRules {
  /** Calls are judged over this many milliseconds. */
  windowMs: number;
  /** Fewer calls in the window open nothing. */
  callsMin: number;
  /** Fewer failures in the window open nothing. */
  failuresMin: number;
  /** Share of failed calls that opens, 0–1. */
  failureRate: number;
  /** Share of slow calls that opens, 0–1; above 1 never. */
  slowRate: number;
  /** So many failures with no answer between them open too, however long they took: an isolate sees few calls. */
  inARowMax: number;
  /** How long it stays open the first time; each failed probe doubles it up to the longest. */
  openMs: number;
  openMsMax: number;
}

/** The state of a circuit. */
export interface Circuit {
  /** Begin of the running window, and what was seen in it. */
  sinceMs: number;
  calls: number;
  failures: number;
  slow: number;
  /** Failures since the last answer, of this window and those before. */
  inARow: number;
  /** 0 when closed; a probe is let through from then on. */
  openUntilMs: number;
  openForMs: number;
  /** When the one probe was let through; 0 for none under way. */
  probeAtMs: number;
}

/** `untold` says nothing of the other side: it counts for nothing, and a probe that ends so makes way for another. */
export type Outcome = "ok" | "slow" | "failed" | "untold";

/** The state in which every circuit begins. */
export const CLOSED: Circuit = {
  sinceMs: 0,
  calls: 0,
  failures: 0,
  slow: 0,
  inARow: 0,
  openUntilMs: 0,
  openForMs: 0,
  probeAtMs: 0,
};

/** A probe whose end was never reported (its isolate's request was cancelled) must not keep the circuit open for ever. */
const PROBE_MS_MAX = 30_000;

/**
 * Tells whether a call may pass, and the circuit after it was let through.
 *
 * @param callMsMax longest a call can last: a probe unheard of for longer makes way for another
 */
export function admit(
  circuit: Circuit,
  nowMs: number,
  callMsMax = PROBE_MS_MAX,
): { circuit: Circuit; passes: boolean } {
  if (circuit.openUntilMs === 0) return { circuit, passes: true };
  const isProbing = circuit.probeAtMs > 0 && nowMs - circuit.probeAtMs < callMsMax;
  if (nowMs < circuit.openUntilMs || isProbing) return { circuit, passes: false };
  return { circuit: { ...circuit, probeAtMs: nowMs }, passes: true };
}

/** The circuit after a call that had passed ended. */
export function record(
  circuit: Circuit,
  outcome: Outcome,
  rules: CircuitRules,
  nowMs: number,
): Circuit {
  if (circuit.openUntilMs > 0) {
    // A call that began before the opening tells nothing new; only the probe does.
    if (circuit.probeAtMs === 0) return circuit;
    if (outcome === "untold") return { ...circuit, probeAtMs: 0 };
    if (outcome !== "failed") return { ...CLOSED, sinceMs: nowMs };
    return opened(circuit, Math.min(rules.openMsMax, circuit.openForMs * 2), nowMs);
  }
  if (outcome === "untold") return circuit;
  const isOver = circuit.calls === 0 || nowMs - circuit.sinceMs >= rules.windowMs;
  const window = isOver ? { ...CLOSED, sinceMs: nowMs } : circuit;
  const next: Circuit = {
    ...window,
    calls: window.calls + 1,
    failures: window.failures + (outcome === "failed" ? 1 : 0),
    slow: window.slow + (outcome === "slow" ? 1 : 0),
    inARow: outcome === "failed" ? circuit.inARow + 1 : 0,
  };
  return isTooBad(next, rules) ? opened(next, rules.openMs, nowMs) : next;
}

function isTooBad({ calls, failures, slow, inARow }: Circuit, rules: CircuitRules): boolean {
  if (inARow >= rules.inARowMax) return true;
  if (calls < rules.callsMin) return false;
  const fails = failures >= rules.failuresMin && failures / calls >= rules.failureRate;
  return fails || slow / calls >= rules.slowRate;
}

function opened(circuit: Circuit, openForMs: number, nowMs: number): Circuit {
  return { ...circuit, openUntilMs: nowMs + openForMs, openForMs, probeAtMs: 0 };
}
