/** The bound of entries, where costs bind nothing. */
import { expect, test } from "vitest";
import { KeptStore } from "./kept-store.ts";

const KEYS = Array.from({ length: 600 }, (_, at) => `key-${at}`);

test.each([10, 37, 100])(
  "of %i entries none is one too many, and few are missing",
  (entriesMax) => {
    const store = new KeptStore<number>({ costMax: 1_000_000, entriesMax }, 7);
    for (const [at, key] of KEYS.entries()) {
      store.set(key, at, 1);
      for (let use = 0; use < at % 4; use++) store.get(key);
      expect([key, store.size <= entriesMax]).toEqual([key, true]);
    }
    expect(store.size).toBeGreaterThanOrEqual(entriesMax - 2);
    expect(store.cost).toBe(store.size);
  },
);

test("a key that is used moves to the end of its row: the one not used for longest goes first", () => {
  // A window of two, and nothing is used again before it has left it.
  const store = new KeptStore<number>({ costMax: 1_000_000, entriesMax: 20 }, 7);
  for (const key of KEYS.slice(0, 40)) store.set(key, 1, 1);
  const inside = KEYS.slice(0, 40).filter((key) => store.peek(key) !== undefined);
  expect(inside).toHaveLength(20);
  const [oldest = ""] = inside;
  for (let use = 0; use < 3; use++) store.get(oldest);
  for (const key of KEYS.slice(40, 80)) store.set(key, 1, 1);
  expect(store.peek(oldest)).toBe(1);
});
