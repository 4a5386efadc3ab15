/** How far the queue has been served: the cursor and its credit. Pure. @see specs/ticketing.md 19, 21, 26 */

/** The largest rate a room takes, in admissions a minute. */
export const RATE_MAX = 60_000;

/** What the sequence keeps of the cursor. */
export interface Cursor {
  /** Numbers up to this one may be admitted. */
  served: number;
  /** Admissions that are due and not yet made; its fraction is kept. */
  credit: number;
  /** The last number given. */
  last: number;
  /** Admissions a minute. */
  ratePerMinute: number;
  /** Members inside at once. */
  capacity: number;
}

/**
 * Moves the cursor by the time that has passed.
 *
 * Credit is at most two seconds' worth, so that a stall causes no burst; a place is given only where someone left one.
 *
 * @param gone      numbers up to `served` whose tickets are over, of all doors
 * @param elapsedMs milliseconds since it was moved last; what a clock set back makes of it counts as none
 */
export function advanced(cursor: Cursor, gone: number, elapsedMs: number): Cursor {
  const { capacity, last, ratePerMinute, served } = cursor;
  const rate = clamped(ratePerMinute);
  const earned = (rate / 60_000) * Math.max(0, elapsedMs);
  const credit = Math.min(cursor.credit + earned, Math.max(1, rate / 30));
  const outstanding = served - gone;
  const step = Math.max(0, Math.min(Math.floor(credit), capacity - outstanding, last - served));
  return { ...cursor, served: served + step, credit: credit - step };
}

/** A rate that a room takes. */
export function clamped(ratePerMinute: number): number {
  return Math.min(RATE_MAX, Math.max(0, Math.trunc(ratePerMinute)));
}

/** When one's turn will be, in whole minutes; null while nobody is admitted. */
export interface Eta {
  fromMinutes: number;
  toMinutes: number;
}

const SPREAD = 0.2;

/**
 * Estimates a wait from what the last minute admitted, as a range, rounded up.
 *
 * @param position       numbers that come before this one's turn, its own included
 * @param admittedMinute admissions of the last 60 s
 */
export function etaOf(position: number, admittedMinute: number, isPaused: boolean): Eta | null {
  if (isPaused || admittedMinute <= 0) return null;
  const minutes = Math.max(0, position) / admittedMinute;
  return {
    fromMinutes: Math.ceil(minutes * (1 - SPREAD)),
    toMinutes: Math.max(1, Math.ceil(minutes * (1 + SPREAD))),
  };
}

/** Tells whether more people come before this one than there are seats left. */
export function isHopeless(position: number, seatsLeft: number | null): boolean {
  return seatsLeft !== null && position > seatsLeft;
}
