/** The generation of everything kept of the catalog: caches name it in their keys. */
import type { Redis } from "@edgemart/redis/client";
import { CATALOG_GENERATION_KEY, CATALOG_TOLD_KEY } from "@edgemart/redis/keys";
import type { Generations } from "../ports/generations.ts";

/** Every method throws the driver's error; doing any of it twice does no harm. */
export function redisGenerations(redis: Redis): Generations {
  return {
    begin: async () => void (await redis.incr(CATALOG_GENERATION_KEY)),
    toldUntil: () => redis.get<string>(CATALOG_TOLD_KEY),
    noteToldUntil: async (at) => void (await redis.set(CATALOG_TOLD_KEY, at)),
  };
}
