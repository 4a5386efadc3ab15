/** The generation of catalogue answers: part of every key, so a write makes all of them void at once. */
import { connectRedis } from "@edgemart/redis/client";
import { CATALOG_GENERATION_KEY } from "@edgemart/redis/keys";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { askStore } from "../breaker/guarded-store.ts";
import type { GatewayContext } from "../context.ts";

const FRESH_MS = 5_000;
let known: { value: string; askedMs: number } | null = null;

/** Gives the generation, asked for at most every 5 s in this isolate; null when it was never learnt. */
export async function catalogGeneration(c: GatewayContext): Promise<string | null> {
  const nowMs = Date.now();
  if (known && nowMs - known.askedMs < FRESH_MS) return known.value;
  // Whoever comes while this one asks goes on with the value before.
  if (known) known = { ...known, askedMs: nowMs };
  const config = c.get("config");
  const requestId = c.get("requestId");
  try {
    const value = await askStore("generation", config.BREAKER_STORE_FAILURES, () =>
      connectRedis(config, config.IDEMPOTENCY_STORE_TIMEOUT_MS).get<string>(CATALOG_GENERATION_KEY),
    );
    known = { value: String(value ?? 0), askedMs: nowMs };
  } catch (thrown) {
    log("warn", "gateway.generation_unread", { requestId, reason: reasonOf(thrown) });
  }
  return known?.value ?? null;
}

/** Begins a new generation after a write that passed this door; the writer's own Worker may do so too. */
export async function renewCatalog(c: GatewayContext): Promise<void> {
  const config = c.get("config");
  const requestId = c.get("requestId");
  // Even when Redis cannot be told, this isolate stops giving what was before the write.
  known = null;
  try {
    await connectRedis(config, config.IDEMPOTENCY_STORE_TIMEOUT_MS).incr(CATALOG_GENERATION_KEY);
  } catch (thrown) {
    log("error", "gateway.generation_untold", { requestId, reason: reasonOf(thrown) });
  }
}
