/** Who must wait before another attempt. */
import { describe, expect, test } from "vitest";
import { takeAccount, takeWindow } from "./throttle.ts";

describe("auth 24: a fixed window", () => {
  const limits = { windowSeconds: 600, max: 3 };
  const EMPTY = { count: 0, resetAt: 0 };

  test("lets so many attempts in, numbers them, and tells the others when it ends", () => {
    let state = EMPTY;
    const seen = [1_000, 1_001, 1_100, 1_100, 1_599].map((now) => {
      const [next, admission] = takeWindow(state, { ...limits, now });
      state = next;
      return admission.admitted ? admission.attempt : -admission.retryAfterSeconds;
    });
    expect(seen).toEqual([1, 2, 3, -500, -1]);
    expect(takeWindow(state, { ...limits, now: 1_600 })).toEqual([
      { count: 1, resetAt: 2_200 },
      { admitted: true, attempt: 1 },
    ]);
  });

  test("a refused attempt changes nothing: it makes the wait no longer", () => {
    const full = { count: 3, resetAt: 1_600 };
    expect(takeWindow(full, { ...limits, now: 1_599 })[0]).toEqual(full);
  });
});

describe("auth 25: failures of one account in a row", () => {
  const limits = { free: 3, waitMaxSeconds: 900 };
  /** The waits after each of so many attempts, each made as soon as it is let in. */
  function waits(attempts: number): number[] {
    let state = { failures: 0, waitUntil: 0 };
    let now = 1_000;
    return Array.from({ length: attempts }, () => {
      const [next, admission] = takeAccount(state, { ...limits, now });
      expect(admission).toEqual({ admitted: true, attempt: state.failures + 1 });
      const wait = Math.max(0, next.waitUntil - now);
      state = next;
      now += wait;
      return wait;
    });
  }

  test("some are free, then each doubles the wait, up to the longest", () => {
    expect(waits(15)).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    expect(waits(100).at(-1)).toBe(900);
  });

  test("a free attempt makes no one wait: not who asked a second earlier and comes after it", () => {
    const [state] = takeAccount({ failures: 0, waitUntil: 0 }, { ...limits, now: 1_001 });
    expect(takeAccount(state, { ...limits, now: 1_000 })[1]).toEqual({
      admitted: true,
      attempt: 2,
    });
  });

  test("an attempt that comes too early is not let in, and does not count", () => {
    const state = { failures: 5, waitUntil: 1_004 };
    expect(takeAccount(state, { ...limits, now: 1_003 })).toEqual([
      state,
      { admitted: false, retryAfterSeconds: 1 },
    ]);
    expect(takeAccount(state, { ...limits, now: 1_004 })[1].admitted).toBe(true);
  });

  test("a longest wait above 2^30 s is none of ours: the wait stays a number", () => {
    const [next] = takeAccount(
      { failures: 5_000, waitUntil: 0 },
      { ...limits, waitMaxSeconds: Number.MAX_SAFE_INTEGER, now: 0 },
    );
    expect(next.waitUntil).toBe(2 ** 30);
  });
});
