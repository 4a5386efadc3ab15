/** Facts of events, kept for some seconds in this isolate. @see specs/ticketing.md 2, L */
import type { EventFacts, EventRpc } from "@edgemart/contracts/event-facts";
import type { Events } from "../ports/deps.ts";

const KEPT_MS = 5_000;
/** While event is unavailable, its last facts count so long: an opening that they name happens. */
const AWAY_MS = 600_000;
/** More than an isolate sells at once. */
const KEPT_MAX = 200;

/** Makes the reader. @param kept facts by event, of this isolate */
export function keptFacts(
  events: Pick<EventRpc, "facts">,
  kept = KEPT,
  clock: () => number = Date.now,
): Events {
  return {
    async facts(eventId, call) {
      const now = clock();
      const known = kept.get(eventId);
      if (known && now - known.at < KEPT_MS) return known.facts;
      let facts: EventFacts | undefined;
      try {
        [facts] = await events.facts([eventId], call);
      } catch (thrown) {
        if (known && now - known.at < AWAY_MS) return known.facts;
        throw thrown;
      }
      // A draft may be announced the next moment: that it was not is not kept.
      if (!facts) return null;
      if (kept.size >= KEPT_MAX) kept.clear();
      // The highest version seen is the truth.
      const newest = known && known.facts.version > facts.version ? known.facts : facts;
      kept.set(eventId, { at: now, facts: newest });
      return newest;
    },
  };
}

const KEPT = new Map<string, { at: number; facts: EventFacts }>();
