/** Challenges of passkeys on real stores. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisChallenges } from "../src/adapters/challenges.redis.ts";
import { startTestStore, type TestStore } from "./store.ts";

let store: TestStore;

describe.each(["redis-server", "embedded"] as const)("on %s", (where) => {
  beforeAll(async () => {
    store = await startTestStore(where === "embedded" ? "embedded" : undefined);
  });
  afterAll(() => store.stop());

  test("identity 39: a challenge is taken as it was kept, by one of 20 at once, and lives for five minutes", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const challenges = redisChallenges(store.redis, 300);
    const challenge = { purpose: "prove", sessionId: "ses_1", challenge: "abc" } as const;
    await challenges.keep("one", challenge);
    expect(await store.redis.ttl("wa:one")).toBeGreaterThan(290);
    const taken = await Promise.all(Array.from({ length: 20 }, () => challenges.take("one")));
    expect(taken.filter((each) => each !== null)).toEqual([challenge]);
    expect(await challenges.take("one")).toBeNull();
    expect(await challenges.take("never")).toBeNull();
  });
});
