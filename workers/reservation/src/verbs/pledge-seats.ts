/** Turns holds into a reservation, in one batch that decides. @see specs/ticketing.md 40 */
import type { CallContext } from "@edgemart/contracts/call";
import type { PledgeInput, Reservation } from "@edgemart/contracts/reservation";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { reservationView } from "../core/reservation-view.ts";
import { placeOf, seatId } from "../core/seat-plan.ts";
import type { Deps, Write } from "../ports/deps.ts";
import type { PledgedSeat } from "../ports/sale.ts";
import { follow } from "./follow.ts";

type Refusal =
  | "hold_expired"
  | "idempotency_key_reused"
  | "not_found"
  | "price_changed"
  | "sale_closed"
  | "seat_taken"
  | "section_loading"
  | "ticket_limit";

/** Does it. The same key finds the same reservation. */
export async function pledgeSeats(
  deps: Deps,
  input: PledgeInput,
  { key, viewer }: Write,
  call: CallContext,
): Promise<Result<Reservation, Refusal>> {
  const { memberId: member } = viewer;
  const { event: eventId, expectedTotal } = input;
  const before = key && (await deps.layouts.recall(key));
  if (before)
    return before.sameInput ? made(deps, before.subjectId ?? "") : err("idempotency_key_reused");
  const facts = await deps.events.facts(eventId, call);
  if (!facts) return err("not_found");
  if (facts.state === "CANCELLED" || facts.state === "POSTPONED") return err("sale_closed");
  const held = await heldSeats(deps, eventId, member, input.holds);
  if (!held.ok) return held;
  const { currency, seats, until } = held.value;
  const totalMinor = seats.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  if (totalMinor !== expectedTotal) {
    return err("price_changed", { detail: `The total is ${totalMinor}.` });
  }
  const id = deps.newReservationId();
  const pledged = await deps.sale.pledge({
    ...{ id, eventId, member, currency, totalMinor, seats, key },
    expiresAt: new Date(until).toISOString(),
    perMember: facts.perMember,
  });
  switch (pledged.kind) {
    case "done":
      await follow(deps, id);
      return made(deps, id);
    case "known":
      return made(deps, (key && (await deps.sale.madeBy(key))) ?? "");
    case "reused":
      return err("idempotency_key_reused");
    case "ticket_limit":
      return err("ticket_limit");
    case "seat_taken":
      // A claim there beats a hold here: the sections learn of it.
      await lookAt(deps, eventId, seats);
      return err("seat_taken");
  }
}

/** Reads the holds of a member's basket from their sections: seats, prices and fences come from there, never from the caller. */
async function heldSeats(
  { baskets, layouts, sections }: Deps,
  eventId: string,
  member: string,
  holds: readonly string[],
): Promise<
  Result<
    { seats: PledgedSeat[]; until: number; currency: "EUR" | "JPY" | "KRW" | "USD" },
    "hold_expired" | "not_found" | "section_loading"
  >
> {
  const [layout, { lines }] = await Promise.all([
    layouts.newest(eventId),
    baskets.mine({ eventId, member }),
  ]);
  if (!layout) return err("not_found");
  const seats: PledgedSeat[] = [];
  let until = Number.POSITIVE_INFINITY;
  for (const hold of new Set(holds)) {
    const line = lines.find((each) => each.hold === hold);
    if (!line) return err("hold_expired");
    for (const section of new Set(line.seats.map((seat) => placeOf(seat).section))) {
      const named = { eventId, section, layoutVersion: layout.version };
      const read = await sections.read(named, { id: hold, member });
      if (!read.ok) return read;
      until = Math.min(until, read.value.until);
      seats.push(
        ...read.value.seats.map(({ grade, index, price }) => ({
          ...{ seat: seatId(section, index), section, grade, hold },
          ...{ priceMinor: price.amountMinor, fence: read.value.fence },
        })),
      );
    }
  }
  return ok({ seats, until, currency: layout.body.currency });
}

async function lookAt({ layouts, sections }: Deps, eventId: string, seats: readonly PledgedSeat[]) {
  const layout = await layouts.newest(eventId);
  if (!layout) return;
  for (const section of new Set(seats.map((each) => each.section))) {
    await sections.look({ eventId, section, layoutVersion: layout.version });
  }
}

async function made({ sale }: Deps, id: string): Promise<Result<Reservation, "not_found">> {
  const row = await sale.find(id);
  return row ? ok(reservationView(row, Date.now())) : err("not_found");
}
