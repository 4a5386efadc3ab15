/** Composition root of bff: ports → RPC, Redis and this isolate's memory. */
import { HEADER } from "@edgemart/contracts/headers";
import { connectRedis } from "@edgemart/redis/client";
import { redisFallbackBudget } from "@edgemart/redis/vars";
import { callContext } from "@edgemart/worker-kit/call";
import type { RequestFacts } from "@edgemart/worker-kit/create-app";
import { redisGeneration } from "./adapters/generation.redis.ts";
import { rpcMembers } from "./adapters/members.rpc.ts";
import { keptSections } from "./adapters/sections.memory.ts";
import { rpcShop } from "./adapters/shop.rpc.ts";
import type { BffConfig } from "./env.ts";
import type { Deps } from "./ports.ts";

const SCREEN_BUDGET_MS = 4_000;

/** Chooses the implementations. Cheap: what an isolate remembers is kept by the adapters' own modules. */
export function depsOf(config: BffConfig, request: RequestFacts): Deps {
  const { CATALOG, CATALOG_TIMEOUT_MS, MEMBER, MEMBER_TIMEOUT_MS } = config;
  const call = callContext({ req: request, var: request }, SCREEN_BUDGET_MS);
  const redis = connectRedis(config, redisFallbackBudget(config));
  const catalogGeneration = () => redisGeneration(redis, request.requestId);
  return {
    /**
     * The gateway names the generation it will keep the answer under. It learnt it at most 5 s ago, so that a trip is
     * saved and the bound stays. It is not remembered here, where it would grow older.
     */
    async shop() {
      const told = request.header(HEADER.catalogGeneration);
      const sections = keptSections(told ?? (await catalogGeneration()), request.later);
      return rpcShop({ catalog: CATALOG, timeoutMs: CATALOG_TIMEOUT_MS }, call, sections);
    },
    members: rpcMembers({ member: MEMBER, timeoutMs: MEMBER_TIMEOUT_MS }, call),
    catalogGeneration,
  };
}
