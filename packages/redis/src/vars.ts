/** Vars of every Worker that keeps something in Redis. */
import { z } from "zod";

export const RedisVarsShape = {
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
};
