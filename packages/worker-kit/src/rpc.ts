/** Runs one RPC question: parses the call, keeps its deadline, answers plain data, logs an outage under the request id. */
import { CallContext } from "@edgemart/contracts/call";
import { StoreAwayError } from "./absence.ts";
import { remainingMs, withDeadline } from "./deadline.ts";
import { log, reasonOf } from "./log.ts";
import { plain } from "./rpc-binding.ts";

const BUDGET_MS = 6_000;

/**
 * @param name dotted name of the question in log lines
 * @param work begins inside, so that a wrong configuration is logged like any other failure
 * @param isOutage tells a store's absence from a bug
 * @throws StoreAwayError when a store is away, else whatever went wrong; both after logging it
 */
export async function answerRpc<T>(
  name: string,
  call: CallContext,
  work: () => Promise<T>,
  isOutage: (thrown: unknown) => boolean = () => false,
): Promise<T> {
  const { requestId, deadline } = CallContext.parse(call);
  try {
    return await withDeadline(
      // A synchronous throw of `work` must reach the log too.
      (async () => plain(await work()))(),
      remainingMs(deadline, Date.now(), BUDGET_MS),
    );
  } catch (thrown) {
    log("error", `${name}.failed`, { requestId, reason: reasonOf(thrown) });
    throw isOutage(thrown) ? new StoreAwayError(`${name}: a store is away`) : thrown;
  }
}
