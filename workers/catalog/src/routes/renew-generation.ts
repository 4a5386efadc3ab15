/** Tells caches of the catalog to forget what they keep, after every write that may have happened. @see docs/decisions/0017 */
import { later } from "@edgemart/worker-kit/create-app";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { TELL_AGAIN_AFTER_MS, tellAfter } from "../verbs/tell-caches.ts";
import type { CatalogEnv } from "./route.ts";

/** Waits after a failure that may hide an effect: when PostgreSQL has ended the statement it is done or never will be. */
const SETTLED_AFTER_MS = 6_500;
/** Lists the waits before caches are notified of a write again, in milliseconds after each other. @param status of its answer */
export function triesAfterMs(status: number): number[] {
  return status >= 500 ? [SETTLED_AFTER_MS, ...TELL_AGAIN_AFTER_MS] : TELL_AGAIN_AFTER_MS;
}

/**
 * Tells caches before the writer hears that it is done, so that it never reads its own past.
 *
 * A repeat tells them again: the first one may have died between its effect and this. A failure of ours (5xx) may hide
 * an effect that is still to come, so caches are notified once more when it can come no longer; a refusal (4xx) has none. What
 * is lost here all the same, the clock makes up for (`verbs/tell-again.ts`).
 */
export const renewGeneration = createMiddleware<CatalogEnv>(
  async function renewGeneration(c, next) {
    await next();
    const isRefused = c.res.status >= 400 && c.res.status < 500;
    if (isRefused || c.var.isUnseen) return;
    const renew = c.var.deps.generations.begin;
    const isUnknown = c.res.status >= 500;
    const isTold = await renew().then(
      () => true,
      (thrown) => untold(c, thrown),
    );
    if (isTold && !isUnknown) return;
    later(
      c,
      tellAfter(renew, triesAfterMs(c.res.status), (thrown) => untold(c, thrown)),
    );
  },
);

function untold(c: Context<CatalogEnv>, thrown: unknown): false {
  const { requestId } = c.var;
  log("error", "catalog.generation_untold", { requestId, reason: reasonOf(thrown) });
  return false;
}
