/** Begins a new generation of everything kept of the catalogue: caches name it in their keys. */
import type { Redis } from "@edgemart/redis/client";
import { CATALOG_GENERATION_KEY } from "@edgemart/redis/keys";

/** @throws the driver's error; doing it twice does no harm */
export async function beginGeneration(redis: Redis): Promise<void> {
  await redis.incr(CATALOG_GENERATION_KEY);
}
