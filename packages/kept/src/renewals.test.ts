import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Renewals } from "./renewals.ts";

interface Kept {
  body: string;
  generation: string;
  storedMs: number;
  freshUntilMs: number;
  staleUntilMs: number;
  errorUntilMs: number;
}
const HOUR_MS = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** One kept answer of generation 1 that is stale, and what asks for it. */
function one() {
  const renewals = new Renewals();
  const storedMs = Date.now();
  const kept: Kept = {
    body: "old",
    generation: "1",
    storedMs,
    freshUntilMs: storedMs,
    staleUntilMs: storedMs + HOUR_MS,
    errorUntilMs: storedMs + 2 * HOUR_MS,
  };
  const later: Promise<unknown>[] = [];
  const ask = (current: string, make: () => Promise<string>) =>
    renewals.answer<Kept, string>({
      key: "k",
      kept,
      current,
      make,
      isMade: (made) => made !== "broken",
      give: ({ body }, how) => `${how} ${body}`,
      failed: () => undefined,
      later: (work) => void later.push(work),
    });
  return { ask, later };
}
const broken = async () => "broken";
const never = () => new Promise<string>(() => undefined);

describe("after a write, while the new answer can be made", () => {
  test("a failure of long ago and a renewal that hangs do not bring the old one back", async () => {
    const { ask, later } = one();
    expect(await ask("1", broken)).toBe("STALE old");
    await Promise.all(later);
    vi.setSystemTime(Date.now() + 600_000);
    expect(await ask("1", never)).toBe("STALE old");
    expect(await ask("2", async () => "new")).toBe("new");
  });

  test("one that failed just now is not waited for, and is tried again behind the answer", async () => {
    const { ask, later } = one();
    expect(await ask("2", broken)).toBe("STALE old");
    let tries = 0;
    const tried = async () => {
      tries += 1;
      return "new";
    };
    expect(await ask("2", tried)).toBe("STALE old");
    await Promise.all(later);
    expect([tries, await ask("2", tried)]).toEqual([1, "new"]);
  });
});
