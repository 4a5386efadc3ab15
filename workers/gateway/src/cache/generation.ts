/** The generation of catalog answers: each entry names its own, so all of them are made again after a write. */
import { GenerationReader } from "@edgemart/kept/generation-reader";
import { connectRedis } from "@edgemart/redis/client";
import { CATALOG_GENERATION_KEY } from "@edgemart/redis/keys";
import { redisFallbackBudget } from "@edgemart/redis/vars";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext } from "../context.ts";
import { askStoreInBrief } from "../upstream/guarded-store.ts";

// Of this isolate, not of a request. No pause after a failure: the store's circuit decides.
const reader = new GenerationReader({ everyMs: 5_000, pauseMs: 0 });

/** Gives the generation, asked for at most every 5 s in this isolate; null when it was never learnt. */
export function catalogGeneration(c: GatewayContext): Promise<string | null> {
  const config = c.get("config");
  const requestId = c.get("requestId");
  return reader.read(async () => {
    try {
      const value = await askStoreInBrief("generation", config.BREAKER_STORE_FAILURES, () =>
        connectRedis(config, redisFallbackBudget(config)).get<string>(CATALOG_GENERATION_KEY),
      );
      return String(value ?? 0);
    } catch (thrown) {
      log("warn", "gateway.generation_unread", { requestId, reason: reasonOf(thrown) });
      return null;
    }
  });
}

/**
 * Forgets the generation, because a write of the catalog passed this gateway: the next request asks Redis.
 *
 * The catalog Worker begins the new one before it answers. Other isolates learn of it within 5 s.
 */
export function forgetCatalogGeneration(): void {
  reader.forget();
}
