/** Runs one RPC question: parses the call, keeps its deadline, logs an outage under the caller's request id. */
import { CallContext } from "@edgemart/contracts/call";
import { remainingMs, withDeadline } from "./deadline.ts";
import { log, reasonOf } from "./log.ts";

const BUDGET_MS = 6_000;

/**
 * @param name dotted name of the question in log lines
 * @param work begins inside, so that a wrong configuration is logged like any other failure
 * @throws whatever went wrong, after logging it: a caller of RPC sees only that there was no answer
 */
export async function answerRpc<T>(
  name: string,
  call: CallContext,
  work: () => Promise<T>,
): Promise<T> {
  const { requestId, deadline } = CallContext.parse(call);
  try {
    return await withDeadline(
      // A synchronous throw of `work` must reach the log too.
      (async () => work())(),
      remainingMs(deadline, Date.now(), BUDGET_MS),
    );
  } catch (thrown) {
    log("error", `${name}.failed`, { requestId, reason: reasonOf(thrown) });
    throw thrown;
  }
}
