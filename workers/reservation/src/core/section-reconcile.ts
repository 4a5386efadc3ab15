/** Brings a section in line with what PostgreSQL says of a reservation: a claim there beats a hold here. Pure. @see specs/ticketing.md 38 */
import type { Change, Hold, Seat, Section } from "./section.ts";

/** A reservation with its claims in this section, as one read gave them. */
export interface ReservationRead {
  id: string;
  member: string;
  state: "PENDING" | "CONFIRMED" | "EXPIRED" | "CANCELLED";
  isAttemptOpen: boolean;
  /** Epoch milliseconds; a PENDING one without an open attempt keeps its seats until then. */
  expiresAt: number;
  /** Seats that are claimed for it, with the hold and fence they were pledged under. */
  claims: readonly { seat: number; hold: string; fence: number }[];
}

/** How one seat was when the read began: what changed since is left to the next read. */
export type Before = readonly Seat[];

/**
 * Says what a read changes. Order and repetition do not matter: a read says how things are, never what happened.
 *
 * @param before the seats when the read began
 * @param isReturnBlocked whether seats that come back are kept off sale (51)
 * @returns the change, and whether a seat has to be read again because it changed meanwhile
 */
export function reconciled(
  section: Section,
  read: ReservationRead,
  before: Before,
  isReturnBlocked: boolean,
): { change: Change; isStale: boolean } {
  const seats = new Map<number, Seat>();
  const holds = new Map<string, Hold | null>();
  let isStale = false;
  const hasChanged = (index: number) => {
    const [now, then] = [section.seats[index], before[index]];
    const differs = now?.state !== then?.state || now?.by !== then?.by;
    isStale ||= differs;
    return differs;
  };
  const isClaimed = new Set(read.claims.map(({ seat }) => seat));
  for (const { seat, hold, fence } of read.claims) {
    if (hasChanged(seat)) continue;
    const current = section.seats[seat];
    if (!current || current.state === "blocked") continue;
    seats.set(seat, seatOf(read, hold));
    if (current.by !== null && current.by !== hold && current.by !== read.id) {
      holds.set(current.by, without(holds.get(current.by) ?? section.holds.get(current.by), seat));
    }
    if (read.state === "PENDING") {
      const kept = holds.get(hold) ?? section.holds.get(hold);
      const all = new Set([...(kept?.fence === fence ? kept.seats : []), seat]);
      holds.set(hold, {
        ...{ id: hold, member: read.member, attempt: kept?.attempt ?? 0, fence },
        ...{ until: read.expiresAt, reservation: read.id, seats: [...all].sort((a, b) => a - b) },
      });
    }
  }
  section.seats.forEach((seat, index) => {
    if (isClaimed.has(index) || !belongsTo(section, seat, read.id) || hasChanged(index)) return;
    seats.set(index, isReturnBlocked ? BLOCKED : FREE);
    if (seat.state === "sold" || seat.by === null) return;
    holds.set(seat.by, without(holds.get(seat.by) ?? section.holds.get(seat.by), index));
  });
  // Of a confirmed reservation nothing is held any more.
  if (read.state === "CONFIRMED" && !isStale) {
    for (const { id, reservation } of section.holds.values()) {
      if (reservation === read.id) holds.set(id, null);
    }
  }
  return { change: { seats, holds }, isStale };
}

const FREE: Seat = { state: "free", by: null };
const BLOCKED: Seat = { state: "blocked", by: null };

function seatOf(read: ReservationRead, hold: string): Seat {
  if (read.state === "CONFIRMED") return { state: "sold", by: read.id };
  return { state: read.isAttemptOpen ? "pinned" : "held", by: hold };
}

function belongsTo(section: Section, { state, by }: Seat, reservation: string): boolean {
  if (by === null) return false;
  if (state === "sold") return by === reservation;
  return section.holds.get(by)?.reservation === reservation;
}

/** A hold that lost a seat; null when it has none left. */
function without(hold: Hold | null | undefined, seat: number): Hold | null {
  if (!hold) return null;
  const seats = hold.seats.filter((each) => each !== seat);
  return seats.length > 0 ? { ...hold, seats } : null;
}
