/** The generation of the catalog, read from Redis: everything kept of the catalog names its own. @see docs/architecture.md, choice 15 */
import { GenerationReader } from "@edgemart/kept/generation-reader";
import type { Redis } from "@edgemart/redis/client";
import { CATALOG_GENERATION_KEY } from "@edgemart/redis/keys";
import { log, reasonOf } from "@edgemart/worker-kit/log";

const EVERY_MS = 5_000;
// Of this isolate, not of a request.
const reader = new GenerationReader({ everyMs: EVERY_MS, pauseMs: EVERY_MS });

/** Gives the generation, asked for at most every 5 s in this isolate; null when it was never learnt. */
export function redisGeneration(redis: Redis, requestId: string): Promise<string | null> {
  return reader.read(async () => {
    try {
      return String((await redis.get<string>(CATALOG_GENERATION_KEY)) ?? 0);
    } catch (thrown) {
      log("warn", "bff.generation_unread", { requestId, reason: reasonOf(thrown) });
      return null;
    }
  });
}
