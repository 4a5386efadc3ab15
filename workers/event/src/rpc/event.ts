/** What the Workers that sell tickets ask of event. @see specs/ticketing.md 2 */
import { EVENT_IDS_MAX, type EventFacts } from "@edgemart/contracts/event-facts";
import { PerformanceId } from "@edgemart/contracts/ids";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { eventFacts } from "../core/views.ts";
import type { Deps } from "../ports.ts";

const CHANGES_MAX = 500;
const Ids = z.array(PerformanceId).max(EVENT_IDS_MAX);

/** Gives facts of events; a draft is as if it did not exist. */
export async function facts(ids: readonly string[], { reads }: Deps): Promise<EventFacts[]> {
  const asked = Ids.parse(ids);
  if (asked.length === 0) return [];
  return seen(await reads.some(asked));
}

/** Gives changes after a place in the feed. */
export function changes(after: number, { reads }: Deps) {
  return reads.changes(z.int().min(0).parse(after), CHANGES_MAX);
}

/** Gives events whose waiting room may be open. */
export async function live({ reads }: Deps): Promise<EventFacts[]> {
  return seen(await reads.live());
}

/** Keeps what the seller says of an event. */
export async function soldOut(
  eventId: string,
  isSoldOut: boolean,
  { upkeep }: Deps,
): Promise<Result<null, "not_found">> {
  const id = PerformanceId.parse(eventId);
  return (await upkeep.soldOut(id, z.boolean().parse(isSoldOut))) ? ok(null) : err("not_found");
}

function seen(rows: Parameters<typeof eventFacts>[0][]): EventFacts[] {
  const now = Date.now();
  return rows.map((row) => eventFacts(row, now));
}
