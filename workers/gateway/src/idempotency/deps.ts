/** Chooses the store of idempotency records. */
import { connectRedis } from "@edgemart/redis/client";
import { redisBudget } from "@edgemart/redis/vars";
import type { GatewayConfig } from "../env.ts";
import type { IdempotencyStore } from "./store.ts";
import { upstashStore } from "./store.upstash.ts";

/** Connects the store with the wait that a first or a later call may take. */
export function idempotencyStore(config: GatewayConfig): IdempotencyStore {
  return upstashStore(connectRedis(config, redisBudget(config)));
}
