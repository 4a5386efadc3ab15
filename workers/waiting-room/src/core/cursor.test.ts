/** The cursor, over random lives of a room. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advanced, type Cursor, clamped, etaOf, isHopeless, RATE_MAX } from "./cursor.ts";

const START: Cursor = { served: 0, credit: 0, last: 0, ratePerMinute: 600, capacity: 100 };

describe("ticketing 19: the cursor", () => {
  test("never passes the last number or the capacity, never falls, and serves no faster than its rate", () => {
    const step = fc.record({
      ms: fc.integer({ min: -5_000, max: 20_000 }),
      joined: fc.nat(200),
      left: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 0, max: 300 }),
        fc.array(step, { maxLength: 60 }),
        (ratePerMinute, capacity, steps) => {
          let cursor: Cursor = { ...START, ratePerMinute, capacity };
          let gone = 0;
          let ms = 0;
          for (const each of steps) {
            cursor = { ...cursor, last: cursor.last + each.joined };
            const before = cursor;
            cursor = advanced(cursor, gone, each.ms);
            ms += Math.max(0, each.ms);
            expect(cursor.served).toBeGreaterThanOrEqual(before.served);
            expect(cursor.served).toBeLessThanOrEqual(cursor.last);
            expect(cursor.served - gone).toBeLessThanOrEqual(
              Math.max(capacity, before.served - gone),
            );
            expect(cursor.credit).toBeGreaterThanOrEqual(0);
            // A stall causes no burst: two seconds' worth at most.
            expect(cursor.served - before.served).toBeLessThanOrEqual(
              Math.max(1, ratePerMinute / 30),
            );
            gone += Math.floor((cursor.served - gone) * each.left);
          }
          expect(cursor.served).toBeLessThanOrEqual((ms * ratePerMinute) / 60_000);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("keeps the fraction: one a minute admits one in each minute, whoever asks however often", () => {
    let cursor: Cursor = { ...START, ratePerMinute: 1, last: 100 };
    for (let second = 0; second < 600; second += 1) cursor = advanced(cursor, 0, 1_000);
    expect(cursor.served).toBe(10);
  });

  test("nobody inside means nobody outstanding: it goes on", () => {
    const full: Cursor = { ...START, served: 100, last: 500 };
    expect(advanced(full, 0, 1_000).served).toBe(100);
    expect(advanced(full, 100, 1_000).served).toBe(110);
  });

  test("ticketing attack 43: a rate of 10^9 is the largest, below nothing none; capacity below those inside admits nobody and throws nobody out", () => {
    expect([clamped(1e9), clamped(-5)]).toEqual([RATE_MAX, 0]);
    expect(advanced({ ...START, served: 90, last: 200, capacity: 10 }, 0, 1_000).served).toBe(90);
  });
});

describe("ticketing 21: the wait", () => {
  test("is a range, rounded up, and none while paused or while no one is admitted", () => {
    expect(etaOf(100, 40, false)).toEqual({ fromMinutes: 2, toMinutes: 3 });
    expect(etaOf(1, 600, false)).toEqual({ fromMinutes: 1, toMinutes: 1 });
    expect([etaOf(100, 40, true), etaOf(100, 0, false)]).toEqual([null, null]);
  });

  test("says when there are more people than seats", () => {
    expect([isHopeless(11, 10), isHopeless(10, 10), isHopeless(9_999, null)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
