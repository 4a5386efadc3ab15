/** Upstash Redis over REST, with the settings its defaults get wrong for correctness (architecture, choice 8). */
import { Redis } from "@upstash/redis/cloudflare";

export type { Redis };

export interface RedisVars {
  UPSTASH_REDIS_REST_URL: string;
  UPSTASH_REDIS_REST_TOKEN: string;
}

const known = new Map<string, Redis>();

/**
 * Gives the store behind an address; one object per isolate, address and time limit.
 *
 * @param timeoutMs longest wait for one command, in milliseconds
 */
export function connectRedis(vars: RedisVars, timeoutMs: number): Redis {
  const key = `${timeoutMs} ${vars.UPSTASH_REDIS_REST_URL} ${vars.UPSTASH_REDIS_REST_TOKEN}`;
  const before = known.get(key) ?? make(vars, timeoutMs);
  known.set(key, before);
  return before;
}

function make(vars: RedisVars, timeoutMs: number): Redis {
  return new Redis({
    url: vars.UPSTASH_REDIS_REST_URL,
    token: vars.UPSTASH_REDIS_REST_TOKEN,
    // A retry inside the client turns a lost reply into "held by another"; ours are decided by the caller.
    retry: false,
    // As a function: with a plain signal a timed-out SET NX resolves null instead of failing.
    signal: () => AbortSignal.timeout(timeoutMs),
    automaticDeserialization: false,
    enableAutoPipelining: false,
    enableTelemetry: false,
  });
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

export const ALLOW_KEY_LOCKING = "#!lua flags=allow-key-locking\n";
