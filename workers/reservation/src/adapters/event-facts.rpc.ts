/** Facts of events, kept for some seconds in this isolate. @see specs/ticketing.md 2 */
import type { EventFacts, EventRpc } from "@edgemart/contracts/event-facts";
import type { Events } from "../ports/deps.ts";

const KEPT_MS = 5_000;
/** More than an isolate sells at once. */
const KEPT_MAX = 200;

const kept = new Map<string, { at: number; facts: EventFacts }>();

/** Makes the reader. */
export function keptFacts(events: EventRpc): Events {
  return {
    async facts(eventId, call) {
      const now = Date.now();
      const known = kept.get(eventId);
      if (known && now - known.at < KEPT_MS) return known.facts;
      const [facts = null] = await events.facts([eventId], call);
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
