/** How long a member may keep seats, and how many across all sections: a machine without clock or storage. Pure. @see specs/ticketing.md 29, 31, 33 */
import { err, ok, type Result } from "@edgemart/contracts/result";

/** What is held under one key; a standing place counts as a seat. Times are epoch milliseconds. */
export interface Line {
  hold: string;
  /** Number of the latest request under this key: sections obey no older one. */
  attempt: number;
  seats: readonly string[];
  /** True once it was given back or its basket was over: the key answers that for a day. */
  isOver: boolean;
}

/** A member's basket in one event, and how earlier ones ended. */
export interface Basket {
  until: number;
  /** Baskets that ran out without a purchase, in this sale. */
  ends: number;
  /** Seats of the last basket that ran out so, shut to the member until then. */
  shut: { seats: readonly string[]; until: number } | null;
  /** Until when the member may begin none. */
  bannedUntil: number;
  /** Seats of reservations that PostgreSQL named last. */
  claims: number;
  lines: ReadonlyMap<string, Line>;
  /** Times of the latest requests. */
  asked: readonly number[];
}

/** What PostgreSQL says of the member in this event, in one query. */
export interface MemberRead {
  /** Seats that are claimed now. */
  claims: number;
  /** Holds that those claims came from: their lines are counted there. */
  holds: readonly string[];
  /** Whether the last basket became a confirmed reservation. */
  isLastConfirmed: boolean;
}

/** What is asked for. */
export interface TakeInput {
  hold: string;
  seats: readonly string[];
  perMember: number;
}

/** `read`: PostgreSQL has to be asked before this can be answered. */
export type TakeRefusal =
  | "read"
  | "rate_limited"
  | "basket_limit"
  | "ticket_limit"
  | "seat_not_for_you"
  | "hold_expired"
  | "idempotency_key_reused";

/** Time of a basket from its first hold. */
export const HOLD_MS = 480_000;
/** For so long the same seats are shut to whoever let a basket run out. */
export const SHUT_MS = 60_000;
/** The third basket that ran out keeps a member from a new one for so long. */
export const BAN_MS = 1_800_000;
const ENDS_MAX = 3;
const CALLS_PER_SECOND = 2;

/** Of a member who never held anything. */
export const NO_BASKET: Basket = {
  ...{ until: 0, ends: 0, shut: null, bannedUntil: 0, claims: 0 },
  ...{ lines: new Map(), asked: [] },
};

/**
 * Takes a line for a hold that is about to be asked of its sections.
 *
 * No later hold, release, reload or refusal moves the time that the first hold of a basket set.
 *
 * @param read what PostgreSQL said; null before it was asked, `away` where it does not answer: then what is known counts
 * @returns the basket as it is now, until when, and the number of this request · refusals also change what was asked
 */
export function taken(
  basket: Basket,
  input: TakeInput,
  now: number,
  read: MemberRead | "away" | null,
): { basket: Basket; answer: Result<{ until: number; attempt: number }, TakeRefusal> } {
  const asked = [...basket.asked.filter((at) => now - at < 1_000), now];
  if (asked.length > CALLS_PER_SECOND && read === null) {
    return {
      basket: { ...basket, asked: asked.slice(-CALLS_PER_SECOND) },
      answer: err("rate_limited"),
    };
  }
  const current: Basket = { ...basket, asked };
  const refused = (code: TakeRefusal, changed = current) => ({
    basket: changed,
    answer: err(code),
  });
  const known = current.lines.get(input.hold);
  if (known && !sameSeats(known.seats, input.seats)) return refused("idempotency_key_reused");
  if (known && (known.isOver || current.until <= now)) return refused("hold_expired");
  if (known) return given(current, { ...known, attempt: known.attempt + 1 }, current.until);

  const isNew = current.until <= now;
  if (isNew && current.until > 0 && read === null) return refused("read");
  const begun = isNew ? begin(current, read) : current;
  if (begun.bannedUntil > now) return refused("basket_limit", begun);
  const isShut = begun.shut !== null && begun.shut.until > now;
  if (isShut && input.seats.some((seat) => begun.shut?.seats.includes(seat))) {
    return refused("seat_not_for_you", begun);
  }
  const counted = read && read !== "away" ? withRead(begun, read) : begun;
  if (counted.claims + liveSeats(counted) + input.seats.length > input.perMember) {
    return refused(read === null ? "read" : "ticket_limit", counted);
  }
  const until = isNew ? now + HOLD_MS : counted.until;
  return given({ ...counted, until }, { ...input, attempt: 1, isOver: false }, until);
}

/** Gives a line back; an older request of the same key is not obeyed. */
export function givenBack(basket: Basket, hold: string, attempt: number): Basket {
  const line = basket.lines.get(hold);
  if (!line || line.attempt > attempt) return basket;
  return { ...basket, lines: new Map([...basket.lines, [hold, { ...line, isOver: true }]]) };
}

function given(basket: Basket, { hold, attempt, seats, isOver }: Line, until: number) {
  const lines = new Map([...basket.lines, [hold, { hold, attempt, seats, isOver }] as const]);
  return { basket: { ...basket, lines }, answer: ok({ until, attempt }) };
}

/** The basket after the last one's time: what ran out without a purchase has its consequence. */
function begin(basket: Basket, read: MemberRead | "away" | null): Basket {
  const live = [...basket.lines.values()].filter(({ isOver }) => !isOver);
  const lines = new Map([...basket.lines].map(([id, line]) => [id, { ...line, isOver: true }]));
  // Where PostgreSQL could not be read, nobody is blamed for what is not known.
  const ranOut = live.length > 0 && read !== null && read !== "away" && !read.isLastConfirmed;
  if (!ranOut) return { ...basket, lines };
  const ends = basket.ends + 1;
  const shut = { seats: live.flatMap(({ seats }) => seats), until: basket.until + SHUT_MS };
  const bannedUntil = ends >= ENDS_MAX ? basket.until + BAN_MS : basket.bannedUntil;
  return { ...basket, lines, ends, shut, bannedUntil };
}

function withRead(basket: Basket, { claims, holds }: MemberRead): Basket {
  const lines = new Map(
    [...basket.lines].map(([id, line]) => [
      id,
      // Counted by its claims from now on.
      holds.includes(id) ? { ...line, isOver: true } : line,
    ]),
  );
  return { ...basket, claims, lines };
}

function liveSeats({ lines }: Basket): number {
  return [...lines.values()].reduce(
    (sum, { isOver, seats }) => sum + (isOver ? 0 : seats.length),
    0,
  );
}

function sameSeats(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join() === b.toSorted().join();
}
