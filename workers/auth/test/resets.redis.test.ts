/** One-time links, sessions' lists and confirmations on real stores. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisResets } from "../src/adapters/resets.redis.ts";
import { redisSessions } from "../src/adapters/sessions.redis.ts";
import type { Session } from "../src/core/sessions.ts";
import { startTestStore, type TestStore } from "./store.ts";

const START = 1_790_000_000;
let store: TestStore;

describe.each(["redis-server", "embedded"] as const)("on %s", (where) => {
  beforeAll(async () => {
    store = await startTestStore(where === "embedded" ? "embedded" : undefined);
  });
  afterAll(() => store.stop());

  test("auth 57: of 20 parallel takes of one link one succeeds; nothing is left of it", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const resets = redisResets(store.redis, 1800);
    const memberId = newId("member");
    await resets.issue("digest-1", memberId);
    expect(await store.redis.ttl("reset:digest-1")).toBeGreaterThan(1790);
    expect(await resets.peek("digest-1")).toBe(memberId);
    expect(await resets.take("digest-1", newId("member"))).toBe(false);
    const takes = await Promise.all(
      Array.from({ length: 20 }, () => resets.take("digest-1", memberId)),
    );
    expect(takes.filter(Boolean)).toHaveLength(1);
    expect(await resets.peek("digest-1")).toBeNull();
  });

  test("auth 56: a newer link revokes the older", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const resets = redisResets(store.redis, 1800);
    const memberId = newId("member");
    await resets.issue("older", memberId);
    await resets.issue("newer", memberId);
    expect([await resets.take("older", memberId), await resets.take("newer", memberId)]).toEqual([
      false,
      true,
    ]);
  });

  test("auth 50, attack 96: sessions are listed as the text they were stored as; a confirmation makes none", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const sessions = redisSessions(store.redis, 360);
    const memberId = newId("member");
    const ids = [newId("session"), newId("session")];
    for (const [at, userAgent] of ['{"a":1}', "true"].entries()) {
      const session: Session = {
        ...{ memberId, counter: 1, keyId: "k1", rotatedAt: START, parentUses: 0, usedMs: 0 },
        ...{
          createdAt: START,
          authTime: START,
          idleExpiry: START + 60,
          absoluteExpiry: START + 90,
        },
        ...{ remember: false, amr: "pwd", userAgent, addressPrefix: "x", country: "" },
        ...{ memberVersion: 1, era: null },
      };
      await sessions.create({ kind: "create", sessionId: ids[at] ?? "", session, now: START });
    }
    const listed = await sessions.list(memberId);
    expect(listed.map((each) => each.userAgent).sort()).toEqual(["true", '{"a":1}']);
    expect(listed[0]).toMatchObject({
      createdAt: START,
      rotatedAt: START,
      country: "",
      amr: "pwd",
    });
    const sessionId = ids[0] ?? "";
    const confirm = (id: string, member: string) =>
      sessions.confirm({
        ...{ kind: "confirm", sessionId: id, memberId: member, now: START + 9 },
        amr: "swk user",
      });
    expect([await confirm(sessionId, memberId), await confirm(sessionId, newId("member"))]).toEqual(
      [true, false],
    );
    await confirm(sessionId, memberId);
    const methods = (await sessions.list(memberId)).map(({ id, amr }) => [id === sessionId, amr]);
    expect(methods.sort()).toEqual([
      [false, "pwd"],
      [true, "pwd swk user"],
    ]);
    expect((await sessions.peek(sessionId))?.amr).toBe("pwd swk user");
    const ghost = newId("session");
    expect([await confirm(ghost, memberId), await store.redis.exists(`s:${ghost}`)]).toEqual([
      false,
      0,
    ]);
  });
});
