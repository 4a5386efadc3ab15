/** Runs one RPC: parses the call, keeps its deadline, logs an outage under the caller's request id. */
import { CallContext } from "@edgemart/contracts/call";
import { remainingMs, withDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { type CatalogConfig, readCatalogConfig } from "./env.ts";

const BUDGET_MS = 6_000;

/**
 * @param name dotted name of the question in log lines
 * @throws whatever went wrong, after logging it: a caller of RPC sees only that there was no answer
 */
export async function answer<T>(
  name: string,
  env: object,
  call: CallContext,
  work: (config: CatalogConfig) => Promise<T>,
): Promise<T> {
  const { requestId, deadline } = CallContext.parse(call);
  try {
    return await withDeadline(
      work(readCatalogConfig(env)),
      remainingMs(deadline, Date.now(), BUDGET_MS),
    );
  } catch (thrown) {
    log("error", `${name}.failed`, { requestId, reason: reasonOf(thrown) });
    throw thrown;
  }
}
