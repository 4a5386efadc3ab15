/** Asks the services behind a screen: each with its deadline, each with what the screen does without it. */
import type { CallContext } from "@edgemart/contracts/call";
import type { Result } from "@edgemart/contracts/result";
import { remainingMs, withDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { Answer } from "./views/answer.ts";

/**
 * Asks one service and never throws: an outage costs a section, not the screen.
 *
 * @param timeoutMs the service's own budget; the caller's deadline wins when it is nearer
 */
export async function ask<T>(
  service: string,
  call: CallContext,
  timeoutMs: number,
  question: () => Promise<Result<T>>,
): Promise<Answer<T>> {
  try {
    const wait = remainingMs(call.deadline, Date.now(), timeoutMs);
    const result = await withDeadline(question(), wait);
    return result.ok
      ? { kind: "value", value: result.value }
      : { kind: "refused", error: result.error };
  } catch (thrown) {
    log("error", "bff.service_away", {
      requestId: call.requestId,
      service,
      reason: reasonOf(thrown),
    });
    return { kind: "away" };
  }
}
