/** Chooses the store of idempotency records. */
import { connectRedis } from "@edgemart/redis/client";
import { redisBudget } from "@edgemart/redis/vars";
import type { GatewayConfig } from "../env.ts";
import type { IdempotencyStore } from "./store.ts";
import { upstashStore } from "./store.upstash.ts";

export function idempotencyStore(config: GatewayConfig): IdempotencyStore {
  return upstashStore(connectRedis(config, redisBudget(config)));
}
