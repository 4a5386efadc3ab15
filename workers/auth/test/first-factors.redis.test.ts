/** First factors that wait for a second, on real stores. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisFirstFactors } from "../src/adapters/first-factors.redis.ts";
import { startTestStore, type TestStore } from "./store.ts";

let store: TestStore;
const PROVED = {
  ...{ memberId: "mem_1", passwordChangedAt: null, amr: "pwd" },
  ...{ remember: true, isKnownBrowser: false },
};

describe.each(["redis-server", "embedded"] as const)("on %s", (where) => {
  beforeAll(async () => {
    store = await startTestStore(where === "embedded" ? "embedded" : undefined);
  });
  afterAll(() => store.stop());

  test("identity 47: a challenge takes 5 tries, also of 20 at once, lives five minutes, and is finished once", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const firsts = redisFirstFactors(store.redis, 300);
    await firsts.keep("one", PROVED);
    expect(await firsts.peek("one")).toEqual(PROVED);
    const tried = await Promise.all(Array.from({ length: 20 }, () => firsts.attempt("one")));
    expect(tried.filter((each) => each !== null)).toEqual(Array(5).fill(PROVED));
    expect(await firsts.peek("one")).toBeNull();
    await firsts.keep("two", PROVED);
    await firsts.attempt("two");
    expect(await store.redis.ttl("mfa:two")).toBeGreaterThan(290);
    const taken = await Promise.all(Array.from({ length: 20 }, () => firsts.take("two")));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect([await firsts.attempt("two"), await firsts.peek("never")]).toEqual([null, null]);
  });
});
