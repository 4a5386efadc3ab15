/** `GET /api/screens/generation`: for caches that hold entire pages and no key to Redis. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Answers with the generation of the catalog as this isolate knows it. */
export const getGeneration: Route<"getGeneration"> = async (c) =>
  reply(200, { catalog: await c.var.deps.catalogGeneration() });
