/** Calls a Worker behind through its circuit; a read that broke before its answer is tried once more, within a budget. */

import type { CircuitRules, Outcome } from "@edgemart/worker-kit/circuit";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { count } from "../metrics/counts.ts";
import type { Binding } from "../routes.ts";
import { mayCall, noteCall } from "./circuits.ts";

/** Slower than this share of its deadline is slow. */
const SLOW_SHARE = 0.8;
const RULES: Omit<CircuitRules, "callsMin"> = {
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

export interface UpstreamCall {
  to: Binding;
  isRead: boolean;
  timeoutMs: number;
  /** Calls in 10 s below which the circuit stays closed. */
  callsMin: number;
  send(): Promise<Response>;
}

/** @throws CircuitOpenError with nothing sent, or what the call threw */
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

async function callOnce({
  to,
  isRead,
  timeoutMs,
  callsMin,
  send,
}: UpstreamCall): Promise<Response> {
  const name = `${to} ${isRead ? "read" : "write"}`;
  const begunMs = Date.now();
  if (!mayCall(name, begunMs)) throw new CircuitOpenError(`${name} is open`);
  const note = (outcome: Outcome) => noteCall(name, outcome, { ...RULES, callsMin }, Date.now());
  try {
    const response = await send();
    const isSlow = Date.now() - begunMs > timeoutMs * SLOW_SHARE;
    // A refusal is an answer: 4xx never counts (Kong#10281 is what happens otherwise).
    note(isFailure(response.status) ? "failed" : isSlow ? "slow" : "ok");
    return response;
  } catch (thrown) {
    note("failed");
    throw thrown;
  }
}

function earnRetry(to: Binding): void {
  budgets.set(to, Math.min(RETRIES_MAX, (budgets.get(to) ?? 1) + RETRY_EARNED));
}

function spendRetry(to: Binding): boolean {
  const left = budgets.get(to) ?? 0;
  if (left < 1) return false;
  budgets.set(to, left - 1);
  return true;
}

/**
 * Tells a Worker that fails from one that answers.
 *
 * A 503 of its own is an answer, and a fast one: it sheds load (auth's hashing queue) or says that a store is away.
 * Opening the circuit on it would shut the operations beside it that still work.
 */
function isFailure(status: number): boolean {
  return status >= 500 && status !== 503;
}
