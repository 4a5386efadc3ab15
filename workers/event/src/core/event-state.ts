/** The state of an event: derived from its times and now, never stored. Pure. @see specs/ticketing.md 9 */

/** What a state follows from; times in milliseconds since the epoch, null: not set. */
export interface EventTimes {
  publishedAt: number | null;
  cancelledAt: number | null;
  /** Moved without a new date. */
  postponedAt: number | null;
  saleOpensAt: number;
  saleClosesAt: number;
  startsAt: number;
  endsAt: number;
}

/** States in the order in which they are looked for: the first that holds is the event's. */
export const EVENT_STATES = [
  "DRAFT",
  "CANCELLED",
  "POSTPONED",
  "ENDED",
  "RUNNING",
  "SALE_ENDED",
  "ON_SALE",
  "SCHEDULED",
] as const;
/** State of an event. */
export type EventState = (typeof EVENT_STATES)[number];

/** Gives the state at a moment. A time that has come holds: at the very millisecond of opening it is on sale. */
export function eventStateAt(times: EventTimes, now: number): EventState {
  const holds: Record<EventState, boolean> = {
    DRAFT: times.publishedAt === null || now < times.publishedAt,
    CANCELLED: times.cancelledAt !== null,
    POSTPONED: times.postponedAt !== null,
    ENDED: now >= times.endsAt,
    RUNNING: now >= times.startsAt,
    SALE_ENDED: now >= times.saleClosesAt,
    ON_SALE: now >= times.saleOpensAt,
    SCHEDULED: true,
  };
  return EVENT_STATES.find((state) => holds[state]) ?? "SCHEDULED";
}

/** Tells whether seats may be sold. An event that runs may still be on sale: its sale may close after its start. */
export function isSaleOpen(times: EventTimes, now: number): boolean {
  const state = eventStateAt(times, now);
  return (
    (state === "ON_SALE" || state === "RUNNING") &&
    now >= times.saleOpensAt &&
    now < times.saleClosesAt
  );
}

/** The next moment at which the state may change by itself; null when none is ahead. */
export function nextChangeAt(times: EventTimes, now: number): number | null {
  const ahead = [
    times.publishedAt,
    times.saleOpensAt,
    times.saleClosesAt,
    times.startsAt,
    times.endsAt,
  ].filter((at): at is number => at !== null && at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
