/** How often keys were used, roughly: never too low since the last halving, and never above 15. */
import { describe, expect, test } from "vitest";
import { Uses } from "./uses.ts";

const used = (uses: Uses, key: string, times: number) => {
  for (let time = 0; time < times; time++) uses.add(key);
};

describe("an estimate", () => {
  test("of a few keys is what was counted, up to 15", () => {
    const uses = new Uses(1_000, 7);
    for (let count = 0; count <= 17; count++) {
      expect([count, uses.of("a")]).toEqual([count, Math.min(15, count)]);
      uses.add("a");
    }
    expect(uses.of("b")).toBe(0);
  });

  test("is never below the count, for as many keys as are told apart, and rarely above", () => {
    for (const seed of [1, 2, 3]) {
      const uses = new Uses(500, seed);
      const keys = Array.from({ length: 500 }, (_, at) => `key-${at}`);
      for (const [at, key] of keys.entries()) used(uses, key, at % 5);
      const wrong = keys.filter((key, at) => uses.of(key) !== at % 5);
      expect(keys.filter((key, at) => uses.of(key) < at % 5)).toEqual([]);
      expect(wrong.length).toBeLessThan(5);
    }
  });

  test("tells apart keys that differ in their last character, and keys that are the same but for their order", () => {
    const uses = new Uses(100, 1);
    used(uses, "ab", 9);
    expect(["ba", "a", "abc", "b", ""].map((key) => uses.of(key))).toEqual([0, 0, 0, 0, 0]);
  });

  test("is halved after ten uses for each key that is told apart, and again after five", () => {
    const uses = new Uses(10, 1);
    used(uses, "a", 8);
    used(uses, "b", 3);
    used(uses, "other", 88);
    expect([uses.of("a"), uses.of("b")]).toEqual([8, 3]);
    uses.add("last");
    expect([uses.of("a"), uses.of("b")]).toEqual([4, 1]);
    used(uses, "other", 49);
    expect(uses.of("a")).toBe(4);
    uses.add("last");
    expect(uses.of("a")).toBe(2);
  });

  test("without a seed is by one of its own, drawn once", () => {
    const uses = new Uses(100);
    used(uses, "a", 3);
    expect([uses.of("a"), uses.of("b")]).toEqual([3, 0]);
  });
});
