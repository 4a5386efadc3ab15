/** Upstash Redis over REST, with the settings its defaults get wrong for correctness (architecture, choice 8). */
import { beginStoreCall, type StoreBudget } from "@edgemart/worker-kit/store-budget";
import { Redis } from "@upstash/redis/cloudflare";
import { isConnectionLost, isRedisReply, withoutContents } from "./errors.ts";

/** The client as adapters hold it. */
export type { Redis };

/** Where the store is, and its token. */
export interface RedisVars {
  UPSTASH_REDIS_REST_URL: string;
  UPSTASH_REDIS_REST_TOKEN: string;
}

const known = new Map<string, Redis>();

/**
 * Gives the store behind an address; one object per isolate, address and budget.
 *
 * @param wait longest wait for one command: a budget, or milliseconds for every command alike
 */
export function connectRedis(vars: RedisVars, wait: StoreBudget | number): Redis {
  const budget = typeof wait === "number" ? { firstMs: wait, laterMs: wait } : wait;
  const key = `${budget.firstMs} ${budget.laterMs} ${vars.UPSTASH_REDIS_REST_URL} ${vars.UPSTASH_REDIS_REST_TOKEN}`;
  const before = known.get(key) ?? make(vars, budget);
  known.set(key, before);
  return before;
}

function make(vars: RedisVars, budget: StoreBudget): Redis {
  // Set and read within one turn: the client asks for its signal before it first waits.
  let waitMs = budget.firstMs;
  const redis = new Redis({
    url: vars.UPSTASH_REDIS_REST_URL,
    token: vars.UPSTASH_REDIS_REST_TOKEN,
    // A retry inside the client turns a lost reply into "held by another"; ours are decided by the caller.
    // NOTE: `false` means one more try in 1.39.
    retry: { retries: 0 },
    // As a function: with a plain signal a timed-out SET NX resolves null instead of failing.
    signal: () => AbortSignal.timeout(waitMs),
    automaticDeserialization: false,
    enableAutoPipelining: false,
    enableTelemetry: false,
  });
  redis.use(async (request, next) => {
    const begunMs = Date.now();
    const call = beginStoreCall(vars.UPSTASH_REDIS_REST_URL, budget, begunMs);
    const send = () => {
      waitMs = Math.max(1, call.ms - (Date.now() - begunMs));
      return next(request);
    };
    try {
      const answer = await send().catch((thrown: unknown) => {
        if (!isRepeatable(request.body) || !isConnectionLost(thrown)) throw thrown;
        return send();
      });
      call.end(true, Date.now());
      return answer;
    } catch (thrown) {
      const failure = withoutContents(thrown);
      call.end(isRedisReply(failure), Date.now());
      throw failure;
    }
  });
  return redis;
}

const READS: unknown[] = ["get", "mget", "zrange"];
const REPEATABLE_LINE = "-- repeatable\n";

/**
 * Tells whether a command may be sent a second time, within the same budget: a read, or a script that says so.
 *
 * The store closes an idle connection at the moment a call takes it: the call fails although the store is there
 * (packages/README.md#redis has figures). Any other write is sent once: its reply may be what was lost.
 */
function isRepeatable(body: unknown): boolean {
  if (!Array.isArray(body)) return false;
  const [command, script] = body;
  const isSafeScript = command === "eval" && String(script).includes(REPEATABLE_LINE);
  return READS.includes(command) || isSafeScript;
}

/**
 * Runs a Lua script. Always EVAL: the local endpoint rewrites the first line, so a SHA would not match.
 *
 * Scripts begin with `ALLOW_KEY_LOCKING`, without which Upstash takes a global lock.
 */
export function evaluate<T>(
  redis: Redis,
  script: string,
  keys: string[],
  args: string[],
): Promise<T> {
  return redis.eval<string[], T>(script, keys, args);
}

/** First line of every script. */
export const ALLOW_KEY_LOCKING = "#!lua flags=allow-key-locking\n";
/** First lines of a script of which a second run with the same arguments changes nothing and gives the same answer. */
export const REPEATABLE = `${ALLOW_KEY_LOCKING}${REPEATABLE_LINE}`;
