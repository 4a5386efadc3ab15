/** Voids what caches keep of the catalogue, after every write that may have happened. @see architecture, choice 15 */
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { Context } from "hono";
import { generationsOf } from "../../deps.ts";
import { type AdminEnv, factory } from "./admin-env.ts";

/** Waits before each further try; the whole of it fits into what `waitUntil` may last. */
const TRIES_AFTER_MS = [200, 1_000, 5_000];
/** Waits after a failure that may hide an effect: when PostgreSQL has ended the statement it is done or never will be. */
const SETTLED_AFTER_MS = 6_500;
/** When a write's caches are told again, in milliseconds after each other. */
export function triesAfterMs(status: number): number[] {
  return status >= 500 ? [SETTLED_AFTER_MS, ...TRIES_AFTER_MS] : TRIES_AFTER_MS;
}

/**
 * Tells caches before the writer hears that it is done, so that it never reads its own past.
 *
 * A repeat tells them again: the first one may have died between its effect and this. A failure of ours (5xx) may hide
 * an effect that is still to come, so caches are told once more when it can come no longer; a refusal (4xx) has none. What
 * is lost here all the same, the clock makes up for (`verbs/tell-again.ts`).
 */
export const renewGeneration = factory.createMiddleware(async function renewGeneration(c, next) {
  await next();
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  const isRefused = c.res.status >= 400 && c.res.status < 500;
  if (isRead || isRefused || c.var.isUnseen) return;
  const renew = generationsOf(c.var.config).begin;
  const isUnknown = c.res.status >= 500;
  const isTold = await renew().then(
    () => true,
    (thrown) => untold(c, thrown),
  );
  if (isTold && !isUnknown) return;
  const later = again(c, renew, triesAfterMs(c.res.status));
  executionOf(c)?.waitUntil(later);
});

async function again(
  c: Context<AdminEnv>,
  renew: () => Promise<void>,
  waitsMs: number[],
): Promise<void> {
  for (const waitMs of waitsMs) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    try {
      return await renew();
    } catch (thrown) {
      untold(c, thrown);
    }
  }
}

function untold(c: Context<AdminEnv>, thrown: unknown): false {
  const { requestId } = c.var;
  log("error", "catalog.generation_untold", { requestId, reason: reasonOf(thrown) });
  return false;
}

/** Absent where the app is called without a runtime around it. */
function executionOf(c: Context<AdminEnv>) {
  try {
    return c.executionCtx;
  } catch {
    return null; // Hono throws when there is none; the work then runs on by itself
  }
}
