/** The throttle in Lua against its reducers, on a real redis-server and on the embedded Redis. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisThrottle } from "../src/adapters/throttle.redis.ts";
import {
  ACCOUNT_WAIT_MAX_SECONDS,
  type AccountState,
  MAILS_MAX,
  takeAccount,
  takeWindow,
  WINDOW_SECONDS,
  type WindowState,
} from "../src/core/throttle.ts";
import { seeded, startTestStore, type TestStore } from "./store.ts";

const START = 1_790_000_000;
const LIMITS = {
  windowMax: {
    ...{ login: 10, register: 5, device: 10, refresh: 60, totp: 5, asked: 4, unasked: 4 },
    ...MAILS_MAX,
  },
  accountFree: 5,
};

describe.each(["redis-server", "embedded"] as const)("on %s", (where) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startTestStore(where === "embedded" ? "embedded" : undefined);
  });
  afterAll(() => store.stop());
  const throttle = () => redisThrottle(store.redis, LIMITS);

  test("auth 24, 29: every answer of random attempts on a window is the reducer's", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const random = seeded(7);
    let [state, now]: [WindowState, number] = [{ count: 0, resetAt: 0 }, START];
    for (let i = 0; i < 300; i++) {
      now += Math.floor(random() * 90);
      const [next, expected] = takeWindow(state, {
        now,
        windowSeconds: WINDOW_SECONDS.login,
        max: 10,
      });
      state = next;
      expect(await throttle().takeWindow("login", "p", now)).toEqual(expected);
    }
  });

  test("auth 25, 27: every answer of random attempts on an account is the reducer's", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const random = seeded(11);
    let [state, now]: [AccountState, number] = [{ failures: 0, waitUntil: 0 }, START];
    for (let i = 0; i < 300; i++) {
      // Now and then by the clock of an isolate that is a second behind, or of a request that was late.
      now += Math.floor(random() * (i < 60 ? 4 : 1200)) - 1;
      const limits = { now, free: LIMITS.accountFree, waitMaxSeconds: ACCOUNT_WAIT_MAX_SECONDS };
      const [next, expected] = takeAccount(state, limits);
      state = next;
      expect(await throttle().takeAccount("a", now)).toEqual(expected);
    }
    expect(state.failures).toBeGreaterThan(100);
  });

  test("auth 29: of 50 parallel attempts exactly the limit is admitted, by address and by account", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const take = (work: () => Promise<{ admitted: boolean }>) =>
      Promise.all(Array.from({ length: 50 }, work));
    const byAddress = await take(() => throttle().takeWindow("login", "parallel", START));
    const byAccount = await take(() => throttle().takeAccount("parallel", START));
    const admitted = [byAddress, byAccount].map(
      (all) => all.filter((each) => each.admitted).length,
    );
    expect(admitted).toEqual([10, 5]);
  });

  test("auth 29: the window's edge is exact", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    for (let i = 0; i < 10; i++) await throttle().takeWindow("login", "edge", START);
    const at = (now: number) => throttle().takeWindow("login", "edge", now);
    expect(await at(START + 599)).toEqual({ admitted: false, retryAfterSeconds: 1 });
    expect(await at(START + 600)).toEqual({ admitted: true, attempt: 1 });
  });

  test("an attempt given back is free again, and its wait goes with it", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    for (let i = 1; i <= 5; i++) await throttle().takeAccount("back", START);
    expect((await throttle().takeAccount("back", START)).admitted).toBe(false);
    await throttle().giveBackAccount("back", 5);
    expect(await throttle().takeAccount("back", START)).toEqual({ admitted: true, attempt: 5 });
    for (let i = 0; i < 10; i++) await throttle().takeWindow("login", "back", START);
    await throttle().giveBackWindow("login", "back", START);
    expect(await throttle().takeWindow("login", "back", START)).toEqual({
      admitted: true,
      attempt: 10,
    });
  });

  test("auth 29: forgiving clears one account and one address only", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    for (const name of ["x", "y"]) {
      await throttle().takeWindow("login", name, START);
      await throttle().takeAccount(name, START);
    }
    await throttle().forgive("x", { account: "x", device: null });
    const next = async (name: string) => [
      await throttle().takeWindow("login", name, START),
      await throttle().takeAccount(name, START),
    ];
    expect(await next("x")).toMatchObject([{ attempt: 1 }, { attempt: 1 }]);
    expect(await next("y")).toMatchObject([{ attempt: 2 }, { attempt: 2 }]);
  });
});
