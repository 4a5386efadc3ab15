/** What every screen's route does around its questions. */
import type { Degraded } from "@edgemart/contracts/bff";
import { HEADER } from "@edgemart/contracts/headers";
import { callContext } from "@edgemart/worker-kit/call";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { Context } from "hono";
import { catalogGeneration } from "../adapters/generation.redis.ts";
import type { Keeper } from "../adapters/sections.memory.ts";
import type { BffConfig } from "../env.ts";

const SCREEN_BUDGET_MS = 4_000;
export type ScreenContext = Context<AppEnv<BffConfig>>;

export function callOf(c: ScreenContext) {
  return callContext(c, SCREEN_BUDGET_MS);
}

/**
 * The store of sections as this request sees it: one generation from its first question to its answer.
 *
 * The gateway names the one it will keep the answer under; it learnt it at most 5 s ago, so that a trip is saved and
 * the bound stays. It is not remembered here, where it would grow older.
 */
export async function keeperOf(c: ScreenContext): Promise<Keeper> {
  const told = c.req.header(HEADER.catalogGeneration);
  return {
    generation: told ?? (await catalogGeneration(c.var.config, c.var.requestId)),
    waitUntil: (work) => executionOf(c)?.waitUntil(work),
  };
}

/**
 * Says that the answer is everybody's and whole, and of which generation: a cache in front may keep it, unless it has
 * heard of a newer one already. Without this word nobody keeps it. What an answer lacks is said too: a cache that has a
 * whole one of before gives that.
 */
export function markPublic(c: ScreenContext, { generation }: Keeper, degraded: Degraded): void {
  if (degraded.length > 0) c.header(HEADER.degraded, degraded.join(","));
  if (generation === null || degraded.length > 0) return;
  c.header("cache-control", "public, max-age=0, must-revalidate");
  c.header(HEADER.catalogGeneration, generation);
}

/** Absent where the app is called without a runtime around it. */
function executionOf(c: ScreenContext) {
  try {
    return c.executionCtx;
  } catch {
    return null; // Hono throws when there is none; the work then runs on by itself
  }
}
