import { describe, expect, test } from "vitest";
import { Lru } from "./lru.ts";

describe("images 47: the memory of an isolate", () => {
  test("what was used longest ago goes first", () => {
    const lru = new Lru<number>(3);
    for (const key of ["a", "b", "c"]) lru.set(key, 1, 1);
    lru.get("a");
    lru.set("d", 1, 1);
    expect(["a", "b", "c", "d"].filter((key) => lru.get(key))).toEqual(["a", "c", "d"]);
  });

  test("the budget is never exceeded, whatever is put in", () => {
    const lru = new Lru<number>(100);
    for (let step = 0; step < 1000; step++) {
      lru.set(`k${(step * 7) % 40}`, step, (step * 13) % 120);
      expect(lru.cost).toBeLessThanOrEqual(100);
    }
  });

  test("replacing an entry does not count it twice", () => {
    const lru = new Lru<number>(10);
    for (let step = 0; step < 50; step++) lru.set("a", step, 6);
    expect([lru.cost, lru.get("a")]).toEqual([6, 49]);
  });

  test("what is larger than the budget is not kept and drives nothing out", () => {
    const lru = new Lru<number>(10);
    lru.set("a", 1, 5);
    lru.set("b", 2, 11);
    expect([lru.get("a"), lru.get("b")]).toEqual([1, undefined]);
  });
});
