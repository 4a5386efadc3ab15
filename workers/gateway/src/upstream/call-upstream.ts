/** Calls a Worker behind through its circuit; a read that broke before its answer is tried once more, within a budget. */

import { type Finding, findingOf } from "@edgemart/worker-kit/absence";
import type { CircuitRules, Outcome } from "@edgemart/worker-kit/circuit";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { count } from "../metrics/counts.ts";
import type { Binding } from "../table/workers.ts";
import { mayCall, noteCall } from "./circuits.ts";

/** Slower than this share of its deadline is slow. */
const SLOW_SHARE = 0.8;
const RULES: Omit<CircuitRules, "callsMin" | "inARowMax"> = {
  windowMs: 10_000,
  failuresMin: 1,
  failureRate: 0.5,
  slowRate: 0.8,
  openMs: 5_000,
  openMsMax: 30_000,
};

/** One retry for each ten calls, at most ten saved up: retries must not double the load of a Worker in trouble. */
const RETRY_EARNED = 0.1;
const RETRIES_MAX = 10;
const budgets = new Map<Binding, number>();

/** Nothing was sent: the circuit is open. */
export class CircuitOpenError extends Error {
  override name = "CircuitOpenError";
}

/** One call of a Worker behind, and what decides how it is judged. */
export interface UpstreamCall {
  to: Binding;
  isRead: boolean;
  timeoutMs: number;
  /** Calls in 10 s below which the circuit stays closed. */
  callsMin: number;
  /** Failures in a row that open it, however few calls there were. */
  inARowMax: number;
  send(): Promise<Response>;
  /** When the request's entire body had arrived, in epoch milliseconds; null while the caller is still sending. */
  arrivedMs(): number | null;
  /** Lets a call end after its client has gone: a probe whose end is not recorded would keep the circuit open. */
  outlive(work: Promise<unknown>): void;
}

/** Calls the Worker, a second time where that is safe. @throws CircuitOpenError with nothing sent, or what the call threw */
export async function callUpstream(call: UpstreamCall): Promise<Response> {
  earnRetry(call.to);
  const begunMs = Date.now();
  try {
    return await callOnce(call);
  } catch (thrown) {
    const isLate = Date.now() - begunMs > call.timeoutMs / 2;
    const isFinal = thrown instanceof CircuitOpenError || isDeadline(thrown) || isLate;
    if (!call.isRead || isFinal || !spendRetry(call.to)) throw thrown;
    count("gateway_upstream_retries_total", { to: call.to });
    return callOnce(call);
  }
}

async function callOnce(call: UpstreamCall): Promise<Response> {
  const { to, isRead, timeoutMs, callsMin, inARowMax } = call;
  const name = `${to} ${isRead ? "read" : "write"}`;
  const begunMs = Date.now();
  const admission = mayCall(name, begunMs, timeoutMs);
  if (admission === "refused") throw new CircuitOpenError(`${name} is open`);
  const note = (outcome: Outcome) =>
    noteCall(name, outcome, { ...RULES, callsMin, inARowMax }, Date.now());
  const work = judged(call, begunMs, note);
  if (admission === "probe") call.outlive(work.catch(() => undefined));
  return work;
}

/**
 * Sends, and records in the circuit what the end says about the Worker: any answer of its own says that it is there.
 *
 * A 500 is an answer to this request, and a 503 one of a Worker that sheds load or misses its store: a circuit that opened
 * on what a request can cause would close the operations to all other callers (Kong#10281).
 */
async function judged(
  { send, arrivedMs, timeoutMs }: UpstreamCall,
  begunMs: number,
  note: (outcome: Outcome) => void,
): Promise<Response> {
  try {
    const response = await send();
    // The caller's own slowness in sending is not the Worker's.
    const sinceMs = Math.max(begunMs, arrivedMs() ?? Date.now());
    note(Date.now() - sinceMs > timeoutMs * SLOW_SHARE ? "slow" : "ok");
    return response;
  } catch (thrown) {
    note(OUTCOMES[findingOf(thrown, { bodyArrived: arrivedMs() !== null })]);
    throw thrown;
  }
}

const OUTCOMES: Record<Finding, Outcome> = { absent: "failed", present: "ok", untold: "untold" };

function earnRetry(to: Binding): void {
  budgets.set(to, Math.min(RETRIES_MAX, (budgets.get(to) ?? 1) + RETRY_EARNED));
}

function spendRetry(to: Binding): boolean {
  const left = budgets.get(to) ?? 0;
  if (left < 1) return false;
  budgets.set(to, left - 1);
  return true;
}
