/** States of an event, over random times. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  EVENT_STATES,
  type EventTimes,
  eventStateAt,
  isSaleOpen,
  nextChangeAt,
} from "./event-state.ts";

const TIMES: EventTimes = {
  ...{ publishedAt: 0, cancelledAt: null, postponedAt: null },
  ...{ saleOpensAt: 100, saleClosesAt: 200, startsAt: 300, endsAt: 400 },
};

describe("ticketing 9: the state of an event", () => {
  test.each([
    [-1, "DRAFT"],
    [0, "SCHEDULED"],
    [99, "SCHEDULED"],
    [100, "ON_SALE"],
    [199, "ON_SALE"],
    [200, "SALE_ENDED"],
    [300, "RUNNING"],
    [400, "ENDED"],
  ])("at %i is %s", (now, state) => {
    expect(eventStateAt(TIMES, now)).toBe(state);
  });

  test("a draft is a draft whatever else it is; cancelled beats postponed, and both beat every time", () => {
    expect(eventStateAt({ ...TIMES, publishedAt: null, cancelledAt: 1 }, 350)).toBe("DRAFT");
    const both = { ...TIMES, cancelledAt: 1, postponedAt: 1 };
    for (const now of [0, 150, 350, 500]) {
      expect(eventStateAt(both, now)).toBe("CANCELLED");
      expect(eventStateAt({ ...both, cancelledAt: null }, now)).toBe("POSTPONED");
      expect([isSaleOpen(both, now), isSaleOpen({ ...both, cancelledAt: null }, now)]).toEqual([
        false,
        false,
      ]);
    }
  });

  test("by itself it goes on only, and changes at no other moment than the one that is foretold", () => {
    const at = fc.integer({ min: 0, max: 1_000 });
    const times = fc.tuple(at, at, at, at, at).map(([publishedAt, opens, closes, starts, ends]) => {
      const endsAt = Math.max(opens + 1, closes, starts + 1, ends);
      return {
        ...{ publishedAt, cancelledAt: null, postponedAt: null, saleOpensAt: opens, endsAt },
        saleClosesAt: Math.min(Math.max(opens + 1, closes), endsAt),
        startsAt: Math.min(starts, endsAt - 1),
      };
    });
    fc.assert(
      fc.property(times, (each) => {
        const order = ["DRAFT", "SCHEDULED", "ON_SALE", "SALE_ENDED", "RUNNING", "ENDED"];
        let now = 0;
        let before = eventStateAt(each, now);
        for (let next = nextChangeAt(each, now); next !== null; next = nextChangeAt(each, now)) {
          expect(eventStateAt(each, next - 1)).toBe(before);
          now = next;
          const state = eventStateAt(each, now);
          expect(order.indexOf(state)).toBeGreaterThanOrEqual(order.indexOf(before));
          before = state;
        }
        expect(before).toBe("ENDED");
      }),
    );
    expect(EVENT_STATES).toHaveLength(8);
  });

  test("ticketing attack 26: one millisecond early is not on sale, and the sale ends at its millisecond", () => {
    expect([99, 100, 199, 200].map((now) => isSaleOpen(TIMES, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isSaleOpen({ ...TIMES, saleClosesAt: 350 }, 320)).toBe(true);
  });
});
