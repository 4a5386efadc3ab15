/** The two ways to a running Worker's `scheduled`, both on this machine only. */
import type { Miniflare } from "miniflare";
import type { Dispatch } from "./crons.ts";

/** Straight into the workerd of `npm start`. */
export function throughMiniflare(miniflare: Miniflare): Dispatch {
  return async (worker, cron, at) => {
    const fetcher = await miniflare.getWorker(worker);
    const { outcome } = await fetcher.scheduled({ cron, scheduledTime: at });
    return outcome;
  };
}

/** Wrangler's own route for it: the one that reaches every Worker of a process, not the first alone. */
const ROUTE = "/cdn-cgi/local/explorer/api/local/scheduled";
const WAIT_MS = 120_000;

/** @param origin of a `wrangler dev` process on this machine */
export function throughWrangler(origin: string): Dispatch {
  return async (worker, cron, at) => {
    const answer = await fetch(`${origin}${ROUTE}?worker=${encodeURIComponent(worker)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ cron, scheduled_time: at.getTime() }),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (!answer.ok) return `failed: HTTP ${answer.status}`;
    const { result } = (await answer.json()) as { result?: { outcome?: string } };
    return result?.outcome ?? "answered without an outcome";
  };
}
