/** Sign-ins at providers that are under way, on real stores. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisOidc } from "../src/adapters/oidc-store.redis.ts";
import type { OidcTicket, OidcTransaction } from "../src/ports.ts";
import { startTestStore, type TestStore } from "./store.ts";

const TRANSACTION: OidcTransaction = {
  ...{ provider: "google", purpose: "link", memberId: "mem_1", sessionId: "ses_1" },
  ...{ nonce: "n", verifier: "v", transactionDigest: "d", locale: "ko" },
};
const TICKET: OidcTicket = {
  ...{ provider: "google", issuer: "https://accounts.google.com", subject: "100" },
  ...{ email: "mina@example.com", name: '하늘 "1"', picture: null, locale: "ko", remember: true },
  ...{ memberId: "mem_1", memberVersion: 7 },
};

let store: TestStore;

describe.each(["redis-server", "embedded"] as const)("on %s", (where) => {
  beforeAll(async () => {
    store = await startTestStore(where === "embedded" ? "embedded" : undefined);
  });
  afterAll(() => store.stop());

  test("identity 23: a transaction is taken by one of 20 at once, and lives for ten minutes", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const oidc = redisOidc(store.redis, 600);
    await oidc.keepTransaction("one", TRANSACTION);
    expect(await store.redis.ttl("oidc:one")).toBeGreaterThan(590);
    const taken = await Promise.all(Array.from({ length: 20 }, () => oidc.takeTransaction("one")));
    expect(taken.filter((each) => each !== null)).toEqual([TRANSACTION]);
    expect(await oidc.takeTransaction("never")).toBeNull();
  });

  test("identity 29: of 20 tries at once five are made, its life is not prolonged, then it is void", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const oidc = redisOidc(store.redis, 600);
    await oidc.keepTicket("one", TICKET);
    await store.redis.expire("tkt:one", 100);
    const tried = await Promise.all(Array.from({ length: 5 }, () => oidc.tryTicket("one", 5)));
    expect(tried).toEqual(Array(5).fill(TICKET));
    expect(await oidc.peekTicket("one")).toEqual(TICKET);
    expect(await store.redis.ttl("tkt:one")).toBeLessThanOrEqual(100);
    const more = await Promise.all(Array.from({ length: 20 }, () => oidc.tryTicket("one", 5)));
    expect(more).toEqual(Array(20).fill(null));
    expect(await oidc.takeTicket("one")).toBeNull();
  });

  test("identity 29: a ticket is taken once, after tries or without", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const oidc = redisOidc(store.redis, 600);
    await oidc.keepTicket("two", TICKET);
    await oidc.tryTicket("two", 5);
    const taken = await Promise.all(Array.from({ length: 20 }, () => oidc.takeTicket("two")));
    expect(taken.filter((each) => each !== null)).toEqual([TICKET]);
  });
});
