/** Rules of a section's seats, one by one. @see specs/ticketing.md 29–33, 37, 38 */
import { describe, expect, test } from "vitest";
import {
  applied,
  emptySection,
  GRACE_MS,
  type Hold,
  held,
  isFree,
  pinned,
  released,
  type Section,
} from "./section.ts";
import { type ReservationRead, reconciled } from "./section-reconcile.ts";

const UNTIL = 480_000;
const ask = (id: string, seats: number[], more = {}) => ({
  ...{ id, member: "a", attempt: 1, until: UNTIL, seats },
  ...more,
});

/** Takes a hold that must be given. */
function take(section: Section, input: Parameters<typeof held>[1], now = 0): [Section, Hold] {
  const answer = held(section, input, now);
  if (!answer.ok) throw new Error(answer.error.code);
  return [applied(section, answer.value.change), answer.value.hold];
}
const codeOf = (answer: ReturnType<typeof held | typeof released | typeof pinned>) =>
  answer.ok ? "ok" : answer.error.code;
const free = (section: Section, now = 0) =>
  section.seats.flatMap((_, index) => (isFree(section, index, now) ? [index] : []));

describe("ticketing 30: a hold", () => {
  test("takes all of its seats or none", () => {
    const [one] = take(emptySection(6), ask("h1", [0, 1]));
    const other = held(one, ask("h2", [1, 2], { member: "b" }), 0);
    expect(codeOf(other)).toBe("seat_taken");
    expect(free(one)).toEqual([2, 3, 4, 5]);
  });

  test("neither takes nor counts again what its member holds: all own is that hold, some own holds the rest", () => {
    const [one, first] = take(emptySection(6), ask("h1", [0, 1]));
    const [same, again] = take(one, ask("h2", [0, 1]));
    expect([again.id, free(same)]).toEqual([first.id, [2, 3, 4, 5]]);
    const [, rest] = take(one, ask("h3", [1, 2]));
    expect([rest.id, rest.seats]).toEqual(["h3", [2]]);
  });

  test("a seat outside of the section is not free", () => {
    expect(codeOf(held(emptySection(2), ask("h1", [2]), 0))).toBe("seat_taken");
  });
});

describe("ticketing 29: a repeat", () => {
  test("of the same key finds the same hold with its fence", () => {
    const [one, first] = take(emptySection(4), ask("h1", [0]));
    const [two, again] = take(one, ask("h1", [0], { attempt: 2 }), 10);
    expect([again, free(two)]).toEqual([first, [1, 2, 3]]);
  });

  test("of a hold that was given back is told that it is over", () => {
    const [one, { fence }] = take(emptySection(4), ask("h1", [0]));
    const gone = released(one, { id: "h1", fence }, 1);
    if (!gone.ok) throw new Error("it was live");
    expect(codeOf(held(applied(one, gone.value.change), ask("h1", [0]), 2))).toBe("hold_expired");
  });

  test("that is older than one that was here is not obeyed, a refused one included", () => {
    const [one] = take(emptySection(4), ask("other", [0], { member: "b" }));
    const noted = applied(one, { noted: new Map([["h1", { attempt: 2, isOver: false }]]) });
    expect(codeOf(held(noted, ask("h1", [1]), 0))).toBe("idempotency_in_progress");
  });
});

describe("ticketing 31, 32: the end of a hold", () => {
  test("is a predicate on read, two seconds after its time, whether or not an alarm came", () => {
    const [one] = take(emptySection(2), ask("h1", [0]));
    expect(free(one, UNTIL + GRACE_MS - 1)).toEqual([1]);
    expect(free(one, UNTIL + GRACE_MS)).toEqual([0, 1]);
    const [two, hold] = take(
      one,
      ask("h2", [0], { member: "b", until: 2 * UNTIL }),
      UNTIL + GRACE_MS,
    );
    expect([hold.id, two.holds.has("h1")]).toEqual(["h2", false]);
  });

  test("the fence rises with each hold, and with the clock where the storage was lost", () => {
    const [one, a] = take(emptySection(4), ask("h1", [0]), 100);
    const [, b] = take(one, ask("h2", [1]), 50);
    const [, afterLoss] = take(emptySection(4), ask("h3", [0]), 5_000);
    expect([a.fence, b.fence, afterLoss.fence]).toEqual([100, 101, 5_000]);
  });

  test("release and pin under another fence find nothing", () => {
    const [one, { fence }] = take(emptySection(2), ask("h1", [0]));
    const named = { id: "h1", fence: fence - 1 };
    expect(codeOf(released(one, named, 1))).toBe("hold_expired");
    expect(codeOf(pinned(one, { ...named, reservation: "r" }, 1))).toBe("hold_expired");
  });
});

/** A section whose seats 0 and 1 are pinned for reservation r. */
function pinnedSection(): Section {
  const [one, { fence }] = take(emptySection(4), ask("h1", [0, 1]));
  const pin = pinned(one, { id: "h1", fence, reservation: "r" }, 1);
  if (!pin.ok) throw new Error("it was live");
  return applied(one, pin.value.change);
}
const read = (more: Partial<ReservationRead> = {}): ReservationRead => ({
  ...{ id: "r", member: "a", state: "PENDING", isAttemptOpen: true, expiresAt: UNTIL },
  claims: [0, 1].map((seat) => ({ seat, hold: "h1", fence: 1 })),
  ...more,
});
const afterRead = (
  section: Section,
  what: ReservationRead,
  before = section.seats,
  blocked = false,
) => applied(section, reconciled(section, what, before, blocked).change);

describe("ticketing 38, 45: what PostgreSQL says", () => {
  test("no clock frees a pinned seat", () => {
    expect(free(pinnedSection(), Number.MAX_SAFE_INTEGER)).toEqual([2, 3]);
  });

  test("a confirmed reservation's seats are sold, and its hold is gone", () => {
    const sold = afterRead(pinnedSection(), read({ state: "CONFIRMED", isAttemptOpen: false }));
    expect(sold.seats.map(({ state }) => state)).toEqual(["sold", "sold", "free", "free"]);
    expect(sold.holds.size).toBe(0);
  });

  test("without an open attempt its seats are held until it ends, and then free to others", () => {
    const waits = afterRead(pinnedSection(), read({ isAttemptOpen: false }));
    expect([free(waits, UNTIL), free(waits, UNTIL + GRACE_MS)]).toEqual([
      [2, 3],
      [0, 1, 2, 3],
    ]);
  });

  test("what it claims no longer is free, also when a part was cancelled", () => {
    const sold = afterRead(pinnedSection(), read({ state: "CONFIRMED" }));
    const left = { state: "CONFIRMED", claims: [{ seat: 1, hold: "h1", fence: 1 }] } as const;
    expect(free(afterRead(sold, read(left)))).toEqual([0, 2, 3]);
    expect(free(afterRead(sold, read({ state: "CANCELLED", claims: [] })))).toEqual([0, 1, 2, 3]);
  });

  test("ticketing 51: what comes back shortly before the start stays off sale", () => {
    const gone = read({ state: "CANCELLED", claims: [] });
    const back = afterRead(pinnedSection(), gone, undefined, true);
    expect(back.seats.map(({ state }) => state)).toEqual(["blocked", "blocked", "free", "free"]);
  });

  test("ticketing 37: a claim beats another's hold, which keeps the rest of its seats", () => {
    const [rebuilt] = take(emptySection(4), ask("late", [1, 2], { member: "b" }));
    const caught = afterRead(rebuilt, read({ state: "CONFIRMED" }));
    expect(caught.seats.map(({ state }) => state)).toEqual(["sold", "sold", "held", "free"]);
    expect(caught.holds.get("late")?.seats).toEqual([2]);
  });

  test("a seat that changed since the read began is read again", () => {
    const [held1] = take(emptySection(4), ask("h1", [0, 1]));
    const { change, isStale } = reconciled(
      pinnedSection(),
      read({ claims: [] }),
      held1.seats,
      false,
    );
    expect([change.seats?.size, isStale]).toEqual([0, true]);
  });

  test("is the same said twice", () => {
    for (const state of ["PENDING", "CONFIRMED", "CANCELLED", "EXPIRED"] as const) {
      const claims = state === "PENDING" || state === "CONFIRMED" ? read().claims : [];
      const once = afterRead(pinnedSection(), read({ state, claims }));
      expect(afterRead(once, read({ state, claims })), state).toEqual(once);
    }
  });
});
