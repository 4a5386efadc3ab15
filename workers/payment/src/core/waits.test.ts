/** How long the clock waits before it asks again. */
import { describe, expect, test } from "vitest";
import { DEPOSIT_LOOK_SECONDS, LEASE_SECONDS, waitAfterRefusal, waitsAfter } from "./waits.ts";

const RANGE = Array.from({ length: 60 }, (_, n) => n);

describe("payments 14: an outcome that is not known is asked for again", () => {
  test("after 1, 2, 4 … 30 seconds, and every 30 from then on", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((tries) => waitsAfter(tries, 1).again)).toEqual([
      1, 2, 4, 8, 16, 30, 30,
    ]);
    expect([0, -1].map((tries) => waitsAfter(tries, 1).again)).toEqual([1, 1]);
    for (const tries of [1_000, Number.MAX_SAFE_INTEGER]) {
      expect(waitsAfter(tries, 1).again).toBe(30);
    }
  });

  test("never sooner the more often it was asked", () => {
    for (const tries of RANGE) {
      expect(waitsAfter(tries + 1, 1).again).toBeGreaterThanOrEqual(waitsAfter(tries, 1).again);
      expect(waitAfterRefusal(tries + 1, 1)).toBeGreaterThanOrEqual(waitAfterRefusal(tries, 1));
    }
  });
});

test("payments 16: an open deposit is looked at every 30 minutes, however often it was", () => {
  for (const tries of [0, 1, 50]) expect(waitsAfter(tries, 1).deposit).toBe(30 * 60);
  expect(DEPOSIT_LOOK_SECONDS).toBe(1_800);
});

test("payments 15: a cancellation that was refused is asked again after 10, 20, 40 … 3600 seconds", () => {
  expect([0, 1, 2, 3, 8, 9, 10].map((refusals) => waitAfterRefusal(refusals, 1))).toEqual([
    10, 20, 40, 80, 2_560, 3_600, 3_600,
  ]);
  expect(waitAfterRefusal(1_000_000, 1)).toBe(3_600);
});

test("payments 16: a pace makes every wait as much shorter", () => {
  for (const count of RANGE) {
    const [slow, fast] = [waitsAfter(count, 1), waitsAfter(count, 100)];
    expect(fast.again * 100).toBeCloseTo(slow.again);
    expect(fast.deposit * 100).toBeCloseTo(slow.deposit);
    expect(waitAfterRefusal(count, 100) * 100).toBeCloseTo(waitAfterRefusal(count, 1));
  }
});

test("payments 20: a caller has a payment to itself for longer than its calls may take", () => {
  expect(LEASE_SECONDS).toBeGreaterThan(15);
});
