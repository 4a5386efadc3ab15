/** The newest plan of an event, kept for some seconds in this isolate: a hold asks nothing of PostgreSQL. @see specs/ticketing.md 69, L */
import type { Layout, Layouts } from "../ports/deps.ts";

const KEPT_MS = 5_000;
/** While PostgreSQL is unavailable, the last plan counts so long: holds go on. */
const AWAY_MS = 600_000;
/** More than an isolate sells at once. */
const KEPT_MAX = 50;

/** Makes the reader. A plan that was replaced meanwhile does no harm: its section answers by the newest that it has seen. */
export function keptPlans(
  read: Layouts["newest"],
  kept = KEPT,
  clock: () => number = Date.now,
): Layouts["newest"] {
  return async (eventId) => {
    const now = clock();
    const known = kept.get(eventId);
    if (known && now - known.at < KEPT_MS) return known.layout;
    let layout: Layout | null;
    try {
      layout = await read(eventId);
    } catch (thrown) {
      if (known && now - known.at < AWAY_MS) return known.layout;
      throw thrown;
    }
    // The first one may be written the next moment: that there is none is not kept.
    if (!layout) return null;
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(eventId, { at: now, layout });
    return layout;
  };
}

const KEPT = new Map<string, { at: number; layout: Layout }>();
