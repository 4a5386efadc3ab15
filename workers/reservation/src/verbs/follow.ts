/** Has the sections of a reservation look at PostgreSQL: a hint that never fails its caller. @see specs/ticketing.md 38 */
import type { Deps } from "../ports/deps.ts";
import type { Freed } from "../ports/sale.ts";

/** Tells the sections of one reservation. */
export async function follow(deps: Deps, reservationId: string): Promise<void> {
  try {
    await followAll(deps, await deps.sale.sectionsOf(reservationId));
  } catch (thrown) {
    deps.noteUnfollowed(reservationId, thrown);
  }
}

/** Tells sections, each once. @throws when one does not answer */
export async function followAll(
  { layouts, sections }: Deps,
  freed: readonly Freed[],
): Promise<void> {
  const events = Map.groupBy(freed, ({ eventId }) => eventId);
  for (const [eventId, own] of events) {
    const layout = await layouts.newest(eventId);
    if (!layout) continue;
    await Promise.all(
      own.map(({ section }) => sections.look({ eventId, section, layoutVersion: layout.version })),
    );
  }
}
