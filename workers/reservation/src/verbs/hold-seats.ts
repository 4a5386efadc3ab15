/** Holds seats for a member: the basket's line first, then each section in order; a refusal gives back what was taken. @see specs/ticketing.md 29–33 */
import type { CallContext } from "@edgemart/contracts/call";
import { err, type Failure, ok, type Result } from "@edgemart/contracts/result";
import type { HeldSeat, HoldInput, SeatHold } from "@edgemart/contracts/seats";
import { holdIdOf } from "../core/hold-id.ts";
import { placeOf, seatCount, seatId } from "../core/seat-plan.ts";
import type { Deps, Layout } from "../ports/deps.ts";
import type { BasketRefusal, SectionRefusal } from "../ports/seats.ts";

/** Who asks, under which key. */
export interface Holder {
  member: string;
  key: string;
}

type Refusal =
  | BasketRefusal
  | SectionRefusal
  | "admission_required"
  | "not_found"
  | "validation_failed";

/** Does it. @returns the hold, and whether this request made it */
export async function holdSeats(
  deps: Deps,
  { event: eventId, seats }: HoldInput,
  { key, member }: Holder,
  call: CallContext,
): Promise<Result<{ hold: SeatHold; isNew: boolean }, Refusal>> {
  const [facts, layout] = await Promise.all([
    deps.events.facts(eventId, call),
    deps.layouts.newest(eventId),
  ]);
  if (!facts || !layout) return err("not_found");
  // Where there is a waiting room, it alone lets members in.
  if (facts.room !== null) return err("admission_required");
  const unknown = seats.findIndex((seat) => !isIn(layout, seat));
  if (unknown >= 0) return err("validation_failed", { errors: [noSeat(unknown)] });
  const id = holdIdOf(member, eventId, key);
  const { perMember } = facts;
  const line = await deps.baskets.take({ eventId, member, hold: id, seats, perMember });
  if (!line.ok) return line;
  const { attempt, until } = line.value;
  const taken: { section: number; id: string; isNew: boolean }[] = [];
  const held: HeldSeat[] = [];
  for (const [section, indexes] of bySection(seats)) {
    const named = { eventId, section, layoutVersion: layout.version };
    const answer = await deps.sections.hold({
      ...named,
      ...{ facts, id, member, attempt, until, seats: indexes },
    });
    if (!answer.ok) {
      await giveBack(deps, { eventId, member, id, attempt }, taken, layout.version);
      return refused(answer.error, section, indexes);
    }
    taken.push({ section, id: answer.value.id, isNew: answer.value.isNew });
    held.push(
      ...answer.value.seats.map(({ grade, index, price }) => ({
        ...{ id: seatId(section, index), grade, price },
      })),
    );
  }
  return ok({
    isNew: taken.some(({ isNew }) => isNew),
    hold: {
      // All were the member's already: that hold.
      ...{ id: taken[0]?.id ?? id, event: eventId, seats: held },
      until: new Date(until).toISOString(),
      now: new Date().toISOString(),
    },
  });
}

/** What other sections gave is released, then the line: a crash between leaves too much held until its time, never too little. */
async function giveBack(
  { baskets, sections }: Deps,
  {
    eventId,
    member,
    id,
    attempt,
  }: { eventId: string; member: string; id: string; attempt: number },
  taken: readonly { section: number }[],
  layoutVersion: number,
): Promise<void> {
  for (const { section } of taken) {
    await sections.release({ eventId, section, layoutVersion }, { id, member });
  }
  await baskets.give({ eventId, member, hold: id, attempt });
}

function refused(
  error: Failure<SectionRefusal>,
  section: number,
  indexes: readonly number[],
): Result<never, SectionRefusal> {
  if (error.code !== "seat_taken") return { ok: false, error };
  const errors = indexes.map((index) => ({
    ...{ path: "seats", code: "taken", message: seatId(section, index) },
  }));
  return { ok: false, error: { ...error, errors } };
}

function bySection(seats: readonly string[]): [number, number[]][] {
  const places = seats.map(placeOf);
  const groups = Map.groupBy(places, ({ section }) => section);
  return [...groups]
    .map(([section, own]): [number, number[]] => [section, own.map(({ index }) => index)])
    .sort(([a], [b]) => a - b);
}

function isIn({ body }: Layout, seat: string): boolean {
  const { section, index } = placeOf(seat);
  const own = body.sections.find(({ no }) => no === section);
  return own !== undefined && index < seatCount(own);
}

function noSeat(n: number) {
  return { path: `seats.${n}`, code: "custom", message: "is no seat of this event" };
}
