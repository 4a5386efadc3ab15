/** Fees of a cancellation, at the edges of each step. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FeePolicy, feeOf, isLawful, percentOf, STANDARD_POLICY } from "./fee.ts";

describe("ticketing 50: the fee of a cancellation", () => {
  test.each([
    [30, 0],
    [10, 0],
    [9, 10],
    [7, 10],
    [6, 20],
    [3, 20],
    [2, 30],
    [1, 30],
    [0, 90],
    [-1, 100],
  ])("%i days before: %i %%", (daysLeft, percent) => {
    expect(percentOf(STANDARD_POLICY, daysLeft, 1_000)).toBe(percent);
  });

  test("within 24 hours of buying nothing, where three days are left", () => {
    expect([23, 24].map((hours) => percentOf(STANDARD_POLICY, 3, hours))).toEqual([0, 20]);
    expect(percentOf(STANDARD_POLICY, 2, 0)).toBe(30);
  });

  test("is rounded half up, and what is kept and given back is the price", () => {
    expect([feeOf(5, 10), feeOf(4, 10), feeOf(110_000, 30), feeOf(1, 50)]).toEqual([
      1, 0, 33_000, 1,
    ]);
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.nat(100), (price, percent) => {
        const fee = feeOf(price, percent);
        expect(fee).toBeGreaterThanOrEqual(0);
        expect(fee).toBeLessThanOrEqual(price);
        expect(Math.abs(fee - (price * percent) / 100)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  test("a policy may only be kinder than the standard", () => {
    const kind = (changes: Partial<FeePolicy>) => isLawful({ ...STANDARD_POLICY, ...changes });
    expect(kind({})).toBe(true);
    // The market's free week.
    expect(kind({ graceHours: 168, graceDaysLeft: 0 })).toBe(true);
    expect(kind({ steps: [{ daysLeft: 0, percent: 0 }] })).toBe(true);
    const [, ...later] = STANDARD_POLICY.steps;
    expect(kind({ steps: [{ daysLeft: 11, percent: 0 }, ...later] })).toBe(false);
    expect(kind({ steps: [{ daysLeft: 0, percent: 5 }] })).toBe(false);
    // "No cancelling after 17:00 of the day before" is void.
    expect(kind({ steps: STANDARD_POLICY.steps.slice(0, -1) })).toBe(false);
    expect(kind({ graceHours: 12 })).toBe(false);
    expect(kind({ graceDaysLeft: 4 })).toBe(false);
    expect(kind({ steps: [...STANDARD_POLICY.steps].reverse() })).toBe(false);
    expect(kind({ steps: [{ daysLeft: 0, percent: -1 }] })).toBe(false);
  });
});
