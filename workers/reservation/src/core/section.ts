/** Seats of one section and who holds them: a machine without clock or storage. Pure. @see specs/ticketing.md 29–33, 37, 38 */
import { err, ok, type Result } from "@edgemart/contracts/result";

/** `sold` and `pinned` follow PostgreSQL; the rest is decided here. */
export type SeatState = "free" | "blocked" | "held" | "pinned" | "sold";

/** A seat; `by` is the hold it belongs to while it is held or pinned, and the reservation once it is sold. */
export interface Seat {
  state: SeatState;
  by: string | null;
}

/** Seats that a member keeps for a while. Times are epoch milliseconds. */
export interface Hold {
  id: string;
  member: string;
  /** Of the request that made it: an older one is not obeyed. */
  attempt: number;
  fence: number;
  until: number;
  /** The reservation that was made of it; null before the pledge. */
  reservation: string | null;
  seats: readonly number[];
}

/** What a request for a section was answered last, so that a late one of the same key is known. */
interface Noted {
  attempt: number;
  /** Whether it was a hold that is over; kept for a day. */
  isOver: boolean;
}

/** A section as its object keeps it. */
export interface Section {
  readonly seats: readonly Seat[];
  readonly holds: ReadonlyMap<string, Hold>;
  readonly noted: ReadonlyMap<string, Noted>;
  readonly fence: number;
}

/** What one call changes, in the order it is written; the object stores it and then applies it. */
export interface Change {
  seats?: ReadonlyMap<number, Seat>;
  holds?: ReadonlyMap<string, Hold | null>;
  noted?: ReadonlyMap<string, Noted>;
  fence?: number;
}

/** A hold is over so long after its time: what was asked for in its last moment is not taken by another. */
export const GRACE_MS = 2_000;

/** A section whose seats are all free. */
export function emptySection(seats: number): Section {
  return {
    seats: Array.from({ length: seats }, () => ({ state: "free", by: null })),
    holds: new Map(),
    noted: new Map(),
    fence: 0,
  };
}

/** Puts a stored change into the section. */
export function applied(section: Section, change: Change): Section {
  const seats = change.seats ? [...section.seats] : section.seats;
  for (const [index, seat] of change.seats ?? []) (seats as Seat[])[index] = seat;
  const holds = change.holds ? new Map(section.holds) : section.holds;
  for (const [id, hold] of change.holds ?? []) {
    if (hold) (holds as Map<string, Hold>).set(id, hold);
    else (holds as Map<string, Hold>).delete(id);
  }
  const noted = change.noted ? new Map([...section.noted, ...change.noted]) : section.noted;
  return { seats, holds, noted, fence: change.fence ?? section.fence };
}

/** Whether a hold has ended by its time; a pinned seat's hold never does. */
export function isOver(section: Section, hold: Hold, now: number): boolean {
  if (hold.until + GRACE_MS > now) return false;
  return hold.seats.every((index) => {
    const seat = section.seats[index];
    return seat?.state !== "pinned" || seat.by !== hold.id;
  });
}

/** Whether another may take a seat now: a predicate on read, whatever an alarm has tidied. */
export function isFree(section: Section, index: number, now: number): boolean {
  const seat = section.seats[index];
  if (!seat) return false;
  if (seat.state === "free") return true;
  if (seat.state !== "held" || seat.by === null) return false;
  const hold = section.holds.get(seat.by);
  return !hold || isOver(section, hold, now);
}

/** A request to hold seats; the basket has said until when, and numbered it. */
export interface HoldInput {
  id: string;
  member: string;
  attempt: number;
  until: number;
  seats: readonly number[];
}

type HoldRefusal = "seat_taken" | "hold_expired" | "idempotency_in_progress";

/**
 * Holds seats, all or none.
 *
 * The same key finds the same hold. Seats of the member's own live holds are neither taken nor counted again.
 *
 * @returns `seat_taken` · `hold_expired`: this key's hold has ended · `idempotency_in_progress`: a younger request of this
 *   key was here
 */
export function held(
  section: Section,
  input: HoldInput,
  now: number,
): Result<{ change: Change; hold: Hold }, HoldRefusal> {
  const before = section.noted.get(input.id);
  if (before && before.attempt > input.attempt) return err("idempotency_in_progress");
  const known = section.holds.get(input.id);
  if (known && known.member === input.member && !isOver(section, known, now)) {
    return ok({ change: note(input), hold: known });
  }
  if (known || before?.isOver) return err("hold_expired");
  const wanted = input.seats.filter((index) => !ownHold(section, index, input.member, now));
  const [first] = input.seats;
  const own = first === undefined ? undefined : ownHold(section, first, input.member, now);
  // All are the member's already: another tab asked first.
  if (wanted.length === 0 && own) return ok({ change: note(input), hold: own });
  if (wanted.some((index) => !isFree(section, index, now))) return err("seat_taken");
  const fence = Math.max(section.fence + 1, now);
  const { id, member, attempt, until } = input;
  const hold: Hold = { id, member, attempt, fence, until, reservation: null, seats: wanted };
  const change: Change = {
    ...note(input),
    fence,
    // What was over is dropped with the taking: no seat points to a hold that another replaced.
    holds: new Map([...dropped(section, wanted), [id, hold] as const]),
    seats: new Map(wanted.map((index) => [index, { state: "held", by: id }] as const)),
  };
  return ok({ change, hold });
}

/** Notes a refusal too: an older request of this key that comes later is not obeyed. */
export function note({ id, attempt }: Pick<HoldInput, "id" | "attempt">): Change {
  return { noted: new Map([[id, { attempt, isOver: false }]]) };
}

function ownHold(section: Section, index: number, member: string, now: number): Hold | undefined {
  const seat = section.seats[index];
  const hold = seat?.by && seat.state !== "sold" ? section.holds.get(seat.by) : undefined;
  return hold?.member === member && !isOver(section, hold, now) ? hold : undefined;
}

/** Holds that lose a seat to another, without that seat; a hold of which nothing is left goes. */
function dropped(section: Section, taken: readonly number[]): Map<string, Hold | null> {
  const lost = new Set(taken);
  const holds = new Map<string, Hold | null>();
  for (const index of taken) {
    const by = section.seats[index]?.by;
    const hold = by ? section.holds.get(by) : undefined;
    if (!hold || holds.has(hold.id)) continue;
    const seats = hold.seats.filter((each) => !lost.has(each));
    holds.set(hold.id, seats.length > 0 ? { ...hold, seats } : null);
  }
  return holds;
}

/** Names a hold as its owner does; another's, or an older one under the same name, is not there. */
export interface Fenced {
  id: string;
  fence: number;
}

function live(section: Section, { id, fence }: Fenced, now: number): Hold | null {
  const hold = section.holds.get(id);
  return hold && hold.fence === fence && !isOver(section, hold, now) ? hold : null;
}

/**
 * Gives seats back before the hold's time.
 *
 * @returns `hold_expired`: over, or not under this fence · `reservation_over`: it is pledged, only its reservation frees it
 */
export function released(
  section: Section,
  named: Fenced,
  now: number,
): Result<{ change: Change }, "hold_expired" | "reservation_over"> {
  const hold = live(section, named, now);
  if (!hold) return err("hold_expired");
  if (hold.reservation !== null) return err("reservation_over");
  return ok({
    change: {
      holds: new Map([[hold.id, null]]),
      seats: new Map(ofHold(section, hold).map((index) => [index, FREE] as const)),
      noted: new Map([[hold.id, { attempt: hold.attempt, isOver: true }]]),
    },
  });
}

const FREE: Seat = { state: "free", by: null };

/** Seats that still belong to a hold. */
function ofHold(section: Section, hold: Hold): number[] {
  return hold.seats.filter((index) => section.seats[index]?.by === hold.id);
}

/**
 * Keeps seats for a payment that begins: from now on no clock frees them, only what PostgreSQL says.
 *
 * @returns `hold_expired`: over, not under this fence, or a seat of it went to another
 */
export function pinned(
  section: Section,
  named: Fenced & { reservation: string },
  now: number,
): Result<{ change: Change }, "hold_expired"> {
  const hold = section.holds.get(named.id);
  if (!hold || hold.fence !== named.fence) return err("hold_expired");
  const mine = ofHold(section, hold);
  if (mine.length !== hold.seats.length || mine.length === 0) return err("hold_expired");
  const isPinned = mine.every((index) => section.seats[index]?.state === "pinned");
  // Asked again: the same answer.
  if (isPinned && hold.reservation === named.reservation) return ok({ change: {} });
  if (now >= hold.until) return err("hold_expired");
  if (hold.reservation !== null && hold.reservation !== named.reservation) {
    return err("hold_expired");
  }
  return ok({
    change: {
      holds: new Map([[hold.id, { ...hold, reservation: named.reservation }]]),
      seats: new Map(mine.map((index) => [index, { state: "pinned", by: hold.id }] as const)),
    },
  });
}
