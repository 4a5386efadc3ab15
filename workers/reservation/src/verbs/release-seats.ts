/** Gives a hold back. @see specs/ticketing.md 29 */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { placeOf } from "../core/seat-plan.ts";
import type { Deps } from "../ports/deps.ts";

/** Does it; again it is over already, which is as good. @returns `reservation_over`: it is pledged, and only its reservation frees it */
export async function releaseSeats(
  { baskets, layouts, sections }: Deps,
  { eventId, hold, member }: { eventId: string; hold: string; member: string },
): Promise<Result<null, "hold_expired" | "not_found" | "reservation_over" | "section_loading">> {
  const [layout, { lines }] = await Promise.all([
    layouts.newest(eventId),
    baskets.mine({ eventId, member }),
  ]);
  const line = lines.find((each) => each.hold === hold);
  if (!layout || !line) return err("not_found");
  const numbers = new Set(line.seats.map((seat) => placeOf(seat).section));
  for (const section of numbers) {
    const named = { eventId, section, layoutVersion: layout.version };
    const released = await sections.release(named, { id: hold, member });
    // Over by its time, or never there because another tab's hold had the seats.
    if (!released.ok && released.error.code !== "hold_expired") return released;
  }
  await baskets.give({ eventId, member, hold, attempt: line.attempt });
  return ok(null);
}
