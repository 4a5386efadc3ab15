/** Asks the services behind a screen: each through its circuit, each with its deadline; an outage is an answer too. */
import type { CallContext } from "@edgemart/contracts/call";
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Result } from "@edgemart/contracts/result";
import { type Finding, findingOf } from "@edgemart/worker-kit/absence";
import {
  admit,
  type Circuit,
  type CircuitRules,
  CLOSED,
  type Outcome,
  record,
} from "@edgemart/worker-kit/circuit";
import { isDeadline, remainingMs, withDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { Answer } from "../core/answer.ts";

const RULES: CircuitRules = {
  windowMs: 10_000,
  callsMin: 5,
  failuresMin: 5,
  failureRate: 0.5,
  slowRate: 2,
  inARowMax: 5,
  openMs: 2_000,
  openMsMax: 20_000,
};

// What this isolate has seen of its neighbours, not request state.
const circuits = new Map<string, Circuit>();

/**
 * Asks one service and never throws: an outage costs a section, not the screen.
 *
 * After failures in a row it is not asked for a while: a screen must not wait out the same deadline again and again.
 * Only its absence is such a failure: what an input can cause (a bug, a value that cannot be sent) must not close
 * the screens for all.
 *
 * @param timeoutMs the service's own budget; the caller's deadline wins when it is nearer
 */
export async function ask<T, Code extends ErrorCode>(
  service: string,
  call: CallContext,
  timeoutMs: number,
  question: () => Promise<Result<T, Code>>,
): Promise<Answer<T, Code>> {
  const { circuit, passes } = admit(circuits.get(service) ?? CLOSED, Date.now(), timeoutMs);
  circuits.set(service, circuit);
  if (!passes) return { kind: "unavailable" };
  const wait = remainingMs(call.deadline, Date.now(), timeoutMs);
  try {
    const result = await withDeadline(question(), wait);
    note(service, "ok");
    return result.ok
      ? { kind: "value", value: result.value }
      : { kind: "refused", error: result.error };
  } catch (thrown) {
    // Out of time because the caller had little left: the service had no fair chance.
    const isCutShort = isDeadline(thrown) && wait < timeoutMs;
    const finding = isCutShort ? "untold" : findingOf(thrown);
    note(service, OUTCOMES[finding]);
    const { requestId } = call;
    log("error", "bff.service_away", { requestId, service, finding, reason: reasonOf(thrown) });
    return { kind: "unavailable" };
  }
}

const OUTCOMES: Record<Finding, Outcome> = { absent: "failed", present: "ok", untold: "untold" };

function note(service: string, outcome: Outcome): void {
  const before = circuits.get(service) ?? CLOSED;
  const after = record(before, outcome, RULES, Date.now());
  circuits.set(service, after);
  if (before.openUntilMs === after.openUntilMs) return;
  const state = after.openUntilMs > 0 ? "open" : "closed";
  log(state === "open" ? "error" : "info", "bff.breaker", { service, state });
}
