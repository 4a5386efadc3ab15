/** The generation of catalogue answers: each entry names its own, so after a write all of them are made anew. */
import { connectRedis } from "@edgemart/redis/client";
import { CATALOG_GENERATION_KEY } from "@edgemart/redis/keys";
import { redisFallbackBudget } from "@edgemart/redis/vars";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext } from "../context.ts";
import { askStoreInBrief } from "../upstream/guarded-store.ts";

const FRESH_MS = 5_000;
let known: { value: string; askedMs: number } | null = null;
/** Grows with each write: a question asked before it may bring an answer from before it. */
let writes = 0;

/** Gives the generation, asked for at most every 5 s in this isolate; null when it was never learnt. */
export async function catalogGeneration(c: GatewayContext): Promise<string | null> {
  const nowMs = Date.now();
  if (known && nowMs - known.askedMs < FRESH_MS) return known.value;
  // Requests that come meanwhile use the value before.
  if (known) known = { ...known, askedMs: nowMs };
  const config = c.get("config");
  const requestId = c.get("requestId");
  const asked = writes;
  try {
    const value = await askStoreInBrief("generation", config.BREAKER_STORE_FAILURES, () =>
      connectRedis(config, redisFallbackBudget(config)).get<string>(CATALOG_GENERATION_KEY),
    );
    const answer = { value: String(value ?? 0), askedMs: nowMs };
    if (asked !== writes) return answer.value;
    known = answer;
  } catch (thrown) {
    log("warn", "gateway.generation_unread", { requestId, reason: reasonOf(thrown) });
  }
  return known?.value ?? null;
}

/**
 * Forgets the generation, because a write of the catalogue passed this door: the next request asks Redis.
 *
 * The catalogue begins the new one itself before it answers. Other isolates learn of it within 5 s.
 */
export function forgetCatalogGeneration(): void {
  known = null;
  writes += 1;
}
