/** Vars of every Worker that keeps something in Redis. */
import type { StoreBudget } from "@edgemart/worker-kit/store-budget";
import { z } from "zod";

const wait = z.coerce.number().int().min(10).max(5_000);

/** Parses the address of the store and the waits, in milliseconds from 10 to 5 000. */
export const RedisVarsShape = {
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  /** Three round trips and the command. */
  REDIS_FIRST_MS: wait.default(1_500),
  /** One round trip and the command. */
  REDIS_LATER_MS: wait.default(500),
  /** The same of a read that something else can stand in for. */
  REDIS_FALLBACK_MS: wait.default(250),
};

interface RedisWaits {
  REDIS_FIRST_MS: number;
  REDIS_LATER_MS: number;
  REDIS_FALLBACK_MS: number;
}

/** The waits of what cannot do without its answer. */
export function redisBudget(vars: RedisWaits): StoreBudget {
  return { firstMs: vars.REDIS_FIRST_MS, laterMs: vars.REDIS_LATER_MS };
}

/** The waits of a read that something else can stand in for. */
export function redisFallbackBudget(vars: RedisWaits): StoreBudget {
  return { firstMs: vars.REDIS_FIRST_MS, laterMs: vars.REDIS_FALLBACK_MS };
}
