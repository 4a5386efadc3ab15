/** `GET /api/screens/generation`: for caches that hold whole pages and no key to Redis. */
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import { Hono } from "hono";
import { catalogGeneration } from "../adapters/generation.redis.ts";
import type { BffConfig } from "../env.ts";

export const generation = new Hono<AppEnv<BffConfig>>().get("/", async (c) =>
  c.json({ catalog: await catalogGeneration(c.var.config, c.var.requestId) }),
);
