import { describe, expect, test } from "vitest";
import { KeptStore } from "./kept-store.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** A generator of numbers in [0, 1) that is the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}
const keys = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}${at}`);
/** What a cache in front of something does. @returns whether it was kept */
function ask(store: KeptStore<string>, key: string, cost = 1): boolean {
  const found = store.get(key) !== undefined;
  if (!found) store.set(key, key, cost);
  return found;
}

describe("row 7: a flood of keys that come once evicts nothing that is warm", () => {
  test.each(SEEDS)(
    "a working set survives 10 000 of them, never asked for meanwhile (seed %i)",
    (seed) => {
      const store = new KeptStore<string>({ costMax: 300, entriesMax: 300 }, seed);
      const warm = keys("warm", 200);
      for (let round = 0; round < 3; round++) for (const key of warm) ask(store, key);
      for (const key of keys("flood", 10_000)) ask(store, key);
      expect(warm.filter((key) => store.peek(key) === undefined)).toEqual([]);
    },
  );

  test.each(SEEDS)("nor while the store was never full before (seed %i)", (seed) => {
    const store = new KeptStore<string>({ costMax: 1_000_000, entriesMax: 500 }, seed);
    for (const key of ["home", "listing", "home", "listing", "home", "listing"])
      ask(store, key, 9_000);
    for (const key of keys("/ko/products?q=", 10_000)) ask(store, key, 7_000);
    expect([store.peek("home"), store.peek("listing")]).toEqual(["home", "listing"]);
  });

  test.each(SEEDS)("a shop that is used while it is flooded goes on hitting (seed %i)", (seed) => {
    const store = new KeptStore<string>({ costMax: 300, entriesMax: 300 }, seed);
    const roll = dice(seed);
    const warm = keys("warm", 150);
    for (let round = 0; round < 3; round++) for (const key of warm) ask(store, key);
    let hits = 0;
    let asked = 0;
    for (const [at, key] of keys("flood", 10_000).entries()) {
      // Every key of the flood twice, at once: that does not make it popular.
      ask(store, key);
      ask(store, key);
      if (at % 3 > 0) continue;
      asked += 1;
      if (ask(store, warm[Math.floor(roll() * warm.length)] ?? "")) hits += 1;
    }
    expect(hits).toBe(asked);
  });

  test.each(SEEDS)("what becomes popular takes its place all the same (seed %i)", (seed) => {
    const store = new KeptStore<string>({ costMax: 100, entriesMax: 100 }, seed);
    for (let round = 0; round < 4; round++) for (const key of keys("old", 90)) ask(store, key);
    for (let round = 0; round < 60; round++) for (const key of keys("new", 60)) ask(store, key);
    expect(keys("new", 60).filter((key) => store.peek(key)).length).toBeGreaterThan(50);
  });
});

describe("row 7: bytes and entries are bounded", () => {
  test.each(SEEDS)("whatever is put in, asked for and taken out (seed %i)", (seed) => {
    const roll = dice(seed);
    const store = new KeptStore<number>({ costMax: 1_000, entriesMax: 40 }, seed);
    const known = new Map<string, number>();
    for (let step = 0; step < 5_000; step++) {
      const key = `k${Math.floor(roll() ** 2 * 120)}`;
      const chance = roll();
      if (chance < 0.45) {
        const cost = Math.ceil(roll() * 130);
        store.set(key, step, cost);
        known.set(key, step);
        if (cost > 100) expect(store.peek(key)).toBeUndefined();
      } else if (chance < 0.95) {
        const found = store.get(key);
        // Never another key's, never an older one.
        if (found !== undefined) expect(found).toBe(known.get(key));
      } else {
        store.delete(key);
        expect(store.peek(key)).toBeUndefined();
      }
      expect(store.cost).toBeLessThanOrEqual(1_000);
      expect(store.size).toBeLessThanOrEqual(40);
      expect(store.cost).toBeGreaterThanOrEqual(0);
    }
  });

  test("replacing an entry does not count it twice", () => {
    const store = new KeptStore<number>({ costMax: 100, entriesMax: 10 }, 1);
    for (let step = 0; step < 50; step++) store.set("a", step, 6);
    expect([store.cost, store.size, store.get("a")]).toEqual([6, 1, 49]);
  });

  test("what costs more than a tenth is not kept, drives nothing out, and takes its older self along", () => {
    const store = new KeptStore<number>({ costMax: 100, entriesMax: 10 }, 1);
    store.set("a", 1, 5);
    store.set("b", 2, 11);
    expect([store.peek("a"), store.peek("b")]).toEqual([1, undefined]);
    store.set("a", 3, 11);
    expect([store.peek("a"), store.cost, store.size]).toEqual([undefined, 0, 0]);
  });

  test("all keys of a kind are forgotten and named", () => {
    const store = new KeptStore<number>({ costMax: 100, entriesMax: 100 }, 1);
    for (const key of ["d/1/a", "d/1/b", "d/2/a"]) store.set(key, 1, 1);
    expect(store.deleteAll((key) => key.startsWith("d/1/"))).toEqual(["d/1/a", "d/1/b"]);
    expect([store.cost, store.get("d/2/a"), store.get("d/1/a")]).toEqual([1, 1, undefined]);
  });
});
