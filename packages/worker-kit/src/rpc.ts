/** Answers RPC questions: parses the call, keeps its deadline, gives plain data, logs an outage under the request id. */
import { CallContext } from "@edgemart/contracts/call";
import { StoreAwayError } from "./absence.ts";
import { remainingMs, withDeadline } from "./deadline.ts";
import { log, reasonOf } from "./log.ts";
import { plain } from "./rpc-binding.ts";

const BUDGET_MS = 6_000;

/** What a Worker's entrypoints share. */
interface Service<Config, Deps> {
  /** Name of the Worker, the first part of its questions' names in log lines. */
  service: string;
  readConfig(env: object): Config;
  depsOf(config: Config, request: { requestId: string; traceparent: string }): Deps;
  /** Tells a store's absence from a bug. */
  isOutage?(thrown: unknown): boolean;
  /** Longest time of one question in milliseconds. @default 6000 */
  budgetMs?: number;
}

/**
 * Makes the function with which a Worker's entrypoints answer.
 *
 * @returns a function that runs one question with the Worker's dependencies. @throws StoreAwayError when a store is
 *          away, else whatever went wrong; both after logging it
 */
export function rpcAnswerer<Config, Deps>({
  service,
  readConfig,
  depsOf,
  isOutage,
  budgetMs,
}: Service<Config, Deps>) {
  return function answer<T>(
    env: object,
    question: string,
    call: CallContext,
    work: (deps: Deps, config: Config) => T | Promise<T>,
  ): Promise<T> {
    const { requestId, traceparent } = CallContext.parse(call);
    const run = async () => {
      // Inside, so that a wrong configuration is logged like any other failure.
      const config = readConfig(env);
      return work(depsOf(config, { requestId, traceparent }), config);
    };
    return answerRpc(`${service}.${question}`, call, run, isOutage, budgetMs);
  };
}

/**
 * Runs one question.
 *
 * @param name dotted name of the question in log lines
 * @param work begins inside, so that a wrong configuration is logged like any other failure
 * @param isOutage tells a store's absence from a bug
 * @param budgetMs longest time of the question in milliseconds
 * @throws StoreAwayError when a store is unavailable, else whatever went wrong; both after logging it
 */
export async function answerRpc<T>(
  name: string,
  call: CallContext,
  work: () => Promise<T>,
  isOutage: (thrown: unknown) => boolean = () => false,
  budgetMs = BUDGET_MS,
): Promise<T> {
  const { requestId, deadline } = CallContext.parse(call);
  try {
    return await withDeadline(
      // A synchronous throw of `work` must reach the log too.
      (async () => plain(await work()))(),
      remainingMs(deadline, Date.now(), budgetMs),
    );
  } catch (thrown) {
    log("error", `${name}.failed`, { requestId, reason: reasonOf(thrown) });
    throw isOutage(thrown) ? new StoreAwayError(`${name}: a store is away`) : thrown;
  }
}
