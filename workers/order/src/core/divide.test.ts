/** Division of amounts, over random orders. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divide, splitParts, unitsShare } from "./divide.ts";

const RUNS = { numRuns: 10_000 };
const weight = fc.integer({ min: 0, max: 1_000_000 });

describe("orders 5: amounts are divided so that the parts add up", () => {
  test("by largest remainder, each part within one of its exact share", () => {
    const cases = fc
      .array(weight, { minLength: 1, maxLength: 40 })
      .filter((weights) => weights.some((each) => each > 0))
      .chain((weights) => {
        const sum = weights.reduce((total, each) => total + each, 0);
        return fc.tuple(
          fc.constant(weights),
          fc.integer({ min: 0, max: Math.min(sum, 100_000_000) }),
        );
      });
    fc.assert(
      fc.property(cases, ([weights, amount]) => {
        const parts = divide(amount, weights);
        const sum = weights.reduce((total, each) => total + each, 0);
        expect(parts.reduce((total, each) => total + each, 0)).toBe(amount);
        parts.forEach((part, index) => {
          const exact = (amount * (weights[index] ?? 0)) / sum;
          expect(Math.abs(part - exact)).toBeLessThan(1);
          expect(part).toBeLessThanOrEqual(weights[index] ?? 0);
        });
      }),
      RUNS,
    );
  });

  test("ties go to the earlier lines; without weights nothing is divided", () => {
    expect(divide(2, [1, 1, 1])).toEqual([1, 1, 0]);
    expect(divide(5, [0, 0])).toEqual([0, 0]);
  });

  test("the unit that is left goes to the largest remainder, not to the largest weight", () => {
    // 6/7 and 8/7.
    expect(divide(2, [3, 4])).toEqual([1, 1]);
    // 3/2, 3/2, 0 and 1.
    expect(divide(4, [3, 3, 0, 2])).toEqual([2, 1, 0, 1]);
  });

  test("partial cancellations in any order and size sum to the line", () => {
    const cases = fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 100_000_000 }))
      .chain(([n, share]) =>
        fc.tuple(
          fc.constant(n),
          fc.constant(share),
          fc.array(fc.integer({ min: 1, max: n }), { maxLength: 99 }),
        ),
      );
    fc.assert(
      fc.property(cases, ([n, share, sizes]) => {
        let before = 0;
        let given = 0;
        for (const size of [...sizes, n]) {
          const k = Math.min(size, n - before);
          const part = unitsShare(share, n, before, k);
          expect(part).toBeGreaterThanOrEqual(0);
          given += part;
          before += k;
        }
        expect([before, given]).toEqual([n, share]);
      }),
      RUNS,
    );
  });

  test("points and card money of lines and delivery are the order's, and each line's are its net", () => {
    const line = fc.record({ line: fc.integer({ min: 1, max: 40 }), netMinor: weight });
    const order = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 40 }),
      shippingMinor: fc.integer({ min: 0, max: 6_000 }),
      percent: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(order, ({ lines, shippingMinor, percent }) => {
        const total = lines.reduce((sum, { netMinor }) => sum + netMinor, 0) + shippingMinor;
        const points = Math.floor((total * percent) / 100);
        const parts = splitParts({ lines, shippingMinor }, points).lines;
        parts.forEach(({ cardMinor, pointAmount }, index) => {
          expect(cardMinor + pointAmount).toBe(lines[index]?.netMinor);
          expect(Math.min(cardMinor, pointAmount)).toBeGreaterThanOrEqual(0);
        });
        const ofLines = parts.reduce((sum, { pointAmount }) => sum + pointAmount, 0);
        // What is left is the delivery's.
        expect(points - ofLines).toBeGreaterThanOrEqual(0);
        expect(points - ofLines).toBeLessThanOrEqual(shippingMinor);
      }),
      RUNS,
    );
  });
});
