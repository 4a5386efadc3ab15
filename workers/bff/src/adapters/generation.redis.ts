/** The generation of the catalogue: everything kept of it names its own. @see architecture, choice 15 */
import { connectRedis } from "@edgemart/redis/client";
import { CATALOG_GENERATION_KEY } from "@edgemart/redis/keys";
import { redisFallbackBudget } from "@edgemart/redis/vars";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { BffConfig } from "../env.ts";

const FRESH_MS = 5_000;
// Null while it was never learnt: then nothing is kept, and everything is asked for.
let known: { value: string | null; askedMs: number } = { value: null, askedMs: 0 };

/** Gives the generation, asked for at most every 5 s in this isolate; null when it was never learnt. */
export async function catalogGeneration(
  config: BffConfig,
  requestId: string,
): Promise<string | null> {
  const nowMs = Date.now();
  if (nowMs - known.askedMs < FRESH_MS) return known.value;
  // Requests that come meanwhile use the value before: not all of them wait for a Redis that does not answer.
  known = { ...known, askedMs: nowMs };
  try {
    const value = await connectRedis(config, redisFallbackBudget(config)).get<string>(
      CATALOG_GENERATION_KEY,
    );
    known = { value: String(value ?? 0), askedMs: nowMs };
  } catch (thrown) {
    log("warn", "bff.generation_unread", { requestId, reason: reasonOf(thrown) });
  }
  return known.value;
}
