/** Who gets the longer wait: a call that may have to make a connection. */
import { beforeEach, describe, expect, test } from "vitest";
import { beginStoreCall } from "./store-budget.ts";

const BUDGET = { firstMs: 1_500, laterMs: 500 };
let store = "";
let stores = 0;
beforeEach(() => {
  store = `https://store-${++stores}`;
});
const begin = (nowMs = 0) => beginStoreCall(store, BUDGET, nowMs);

describe("operations 66: the first call of an isolate may make its connection", () => {
  test("the first has the longer wait, those after it the shorter", () => {
    const first = begin();
    first.end(true, 10);
    const later = [begin(20), begin(20)];
    expect([first.ms, ...later.map(({ ms }) => ms)]).toEqual([1_500, 500, 1_500]);
  });

  test("of many at once each needs a connection; afterwards all are there", () => {
    const burst = Array.from({ length: 6 }, () => begin());
    expect(burst.map(({ ms }) => ms)).toEqual(Array(6).fill(1_500));
    for (const call of burst) call.end(true, 10);
    expect(Array.from({ length: 6 }, () => begin(20).ms)).toEqual(Array(6).fill(500));
    expect(begin(20).ms).toBe(1_500);
  });

  test("a call that was not answered took its connection with it", () => {
    begin().end(true, 10);
    begin(20).end(false, 520);
    expect(begin(530).ms).toBe(1_500);
  });

  test("after some seconds of silence a connection may be closed, each in its own time", () => {
    const pair = [begin(), begin()];
    for (const call of pair) call.end(true, 10);
    const soon = begin(4_009);
    soon.end(true, 4_010);
    // One of the two was used again, the other lay idle.
    expect([begin(5_000).ms, begin(5_000).ms]).toEqual([500, 1_500]);
    expect([soon.ms, begin(60_000).ms]).toEqual([500, 1_500]);
  });

  test("one store's connections are not another's", () => {
    begin().end(true, 10);
    expect(beginStoreCall(`${store}/other`, BUDGET, 20).ms).toBe(1_500);
  });

  test("a first wait is never shorter than a later one", () => {
    expect(beginStoreCall(store, { firstMs: 300, laterMs: 5_000 }, 0).ms).toBe(5_000);
  });
});
