/** What the clock does each minute: notes states that events have come to, and puts moments right where a zone has new rules. @see specs/ticketing.md 9, 10 */
import { eventStateAt } from "../core/event-state.ts";
import { momentsOf } from "../core/moments.ts";
import type { EventRow } from "../core/rows.ts";
import { timesOf } from "../core/views.ts";
import type { EventUpkeep } from "../ports.ts";

/** Does it. @param now epoch milliseconds @returns how many states were new, and how many events were put right */
export async function keepTime(
  upkeep: EventUpkeep,
  now: number,
): Promise<{ noted: number; corrected: number }> {
  const rows = await upkeep.near();
  const entries = rows.map((row) => ({
    eventId: row.id,
    state: eventStateAt(timesOf(row), now),
    version: row.version,
  }));
  const noted = entries.length > 0 ? await upkeep.noteStates(entries) : 0;
  let corrected = 0;
  for (const row of rows) {
    const moments = rightMoments(row);
    if (!moments) continue;
    await upkeep.correct(row.id, row.version, moments);
    corrected += 1;
  }
  return { noted, corrected };
}

/** The moments of a row as the zone's rules of now have them; null where they are as stored, or there is no such time any more. */
function rightMoments(row: EventRow) {
  const found = momentsOf({
    timeZone: row.time_zone,
    times: {
      saleOpens: row.sale_opens_local,
      saleCloses: row.sale_closes_local,
      doors: row.doors_local,
      starts: row.starts_local,
      ends: row.ends_local,
    },
    fold: row.fold,
  });
  if (!found.ok) return null;
  const { saleOpens, saleCloses, doors, starts, ends } = found.value;
  const isSame =
    saleOpens === row.sale_opens_at &&
    saleCloses === row.sale_closes_at &&
    doors === row.doors_at &&
    starts === row.starts_at &&
    ends === row.ends_at;
  return isSame ? null : found.value;
}
