import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isDeadline, remainingMs, withDeadline } from "./deadline.ts";

describe("deadlines", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("give up on work that does not end, with an error that is recognised", async () => {
    const late = withDeadline(new Promise(() => undefined), 50).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(50);
    expect(isDeadline(await late)).toBe(true);
  });

  test("pass on an answer and a failure, and leave no timer behind", async () => {
    await expect(withDeadline(Promise.resolve(1), 50)).resolves.toBe(1);
    await expect(withDeadline(Promise.reject(new Error("x")), 50)).rejects.toThrow("x");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("never leave a caller waiting past its own caller", () => {
    expect(remainingMs(1_000, 400, 2_000)).toBe(600);
    expect(remainingMs(9_000, 400, 2_000)).toBe(2_000);
    expect(remainingMs(100, 400, 2_000)).toBe(1);
  });
});
