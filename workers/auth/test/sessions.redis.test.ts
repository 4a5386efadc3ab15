/** The session machine in Lua against its reducer, on a real redis-server and on the embedded Redis. */
import type { Identity } from "@edgemart/contracts/identity";
import { evaluate } from "@edgemart/redis/client";
import { REVOKED_EVERYONE_KEY, revokedSessionKey } from "@edgemart/redis/keys";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionIndexKey, sessionKey } from "../src/adapters/keys.ts";
import { redisSessions } from "../src/adapters/sessions.redis.ts";
import {
  EMPTY_WORLD,
  type RefreshCommand,
  reduce,
  type Session,
  type SessionCommand,
  type SessionOutcome,
  type SessionWorld,
} from "../src/core/sessions.ts";
import { type SessionStore, Unavailable } from "../src/ports.ts";
import { seeded, startTestStore, type TestStore } from "./store.ts";

const START = 1_790_000_000;
const FULL = process.env.EDGEMART_FULL === "1" ? 20 : 1;

let store: TestStore;
let sessions: SessionStore;

describe.each([
  { where: "redis-server", schedules: 20 },
  { where: "embedded", schedules: 6 },
] as const)("on $where", ({ where, schedules }) => {
  beforeAll(async () => {
    store = await startTestStore(where === "embedded" ? "embedded" : undefined);
    sessions = redisSessions(store.redis, 360);
  });
  afterAll(() => store.stop());

  test("auth 41–46: every answer and every key of random schedules is the reducer's", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    for (let seed = 1; seed <= schedules * FULL; seed++) await runSchedule(seed);
  });

  test("auth 43: 50 parallel refreshes of one token move the counter once and agree", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const { sessionId, memberId } = await open();
    const command = refreshOf(sessionId, memberId, 1, START);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => sessions.refresh(command)));
    expect(outcomes.filter(({ kind }) => kind === "rotated")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "current")).toHaveLength(49);
    expect(
      new Set(outcomes.map((each) => ("renewal" in each ? each.renewal.counter : null))),
    ).toEqual(new Set([2]));
  });

  test("auth 42: the parent is taken for exactly 30 s", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    for (const [later, kind] of [
      [30, "current"],
      [31, "reused"],
    ] as const) {
      const { sessionId, memberId } = await open();
      await sessions.refresh(refreshOf(sessionId, memberId, 1, START));
      const parent = refreshOf(sessionId, memberId, 1, START + later);
      expect((await sessions.refresh(parent)).kind).toBe(kind);
    }
  });

  test("attack 39: a transition sent twice is one transition", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const { sessionId, memberId, session } = await open();
    expect(await sessions.create({ kind: "create", sessionId, session, now: START })).toEqual({
      evicted: [],
      era: 0,
    });
    const command = refreshOf(sessionId, memberId, 1, START);
    const [first, second] = [await sessions.refresh(command), await sessions.refresh(command)];
    expect([first, second]).toMatchObject([
      { renewal: { counter: 2 } },
      { renewal: { counter: 2 } },
    ]);
    const end = { kind: "end", scope: "one", memberId, sessionId } as const;
    expect([await sessions.end(end), await sessions.end(end)]).toEqual([[sessionId], []]);
  });

  test(
    "attack 38: refresh, logout, revoke-all and login at once leave no survivor and no ghost",
    async ({ skip }) => {
      if (store.kind !== where) skip("no redis-server is installed");
      for (let seed = 1; seed <= schedules * 4 * FULL; seed++) await runRace(seed);
    },
    60_000 * FULL,
  );

  test("auth 23: the sessions that make room are revoked, oldest first", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const memberId = newId("member");
    const opened = [];
    for (let i = 0; i < 20; i++) opened.push((await open(memberId)).sessionId);
    const sessionId = newId("session");
    const { evicted } = await sessions.create({
      kind: "create",
      sessionId,
      session: sessionOf(memberId, START),
      now: START,
    });
    expect(evicted).toEqual([opened.toSorted()[0]]);
    expect(await sessions.isRevoked(tokenOf(evicted[0] ?? "", memberId, START))).toBe(true);
    expect(await sessions.isRevoked(tokenOf(sessionId, memberId, START))).toBe(false);
  });

  test("auth 51: a member's mark revokes tokens issued before it, and none after", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const memberId = newId("member");
    await store.redis.set(`rev:m:${memberId}`, String(START));
    expect(await sessions.isRevoked(tokenOf("ses_x", memberId, START - 1))).toBe(true);
    expect(await sessions.isRevoked(tokenOf("ses_x", memberId, START))).toBe(false);
  });

  test("attack 38: the end of all sessions during refreshes leaves no session that refreshes", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    for (let seed = 1; seed <= schedules * FULL; seed++) {
      const random = seeded(seed);
      const now = START + seed * 10;
      const [memberId, sessionId] = [newId("member"), newId("session")];
      const session = sessionOf(memberId, now);
      await sessions.create({ kind: "create", sessionId, session, now });
      const refresh = () => sessions.refresh(refreshOf(sessionId, memberId, 1, now));
      const moves = [refresh, () => sessions.endEveryone(now * 1000), refresh, refresh];
      moves.sort(() => random() - 0.5);
      await Promise.all(moves.map((move) => move()));
      expect([seed, "renewal" in (await refresh())]).toEqual([seed, false]);
      expect(await sessions.list(memberId)).toEqual([]);
    }
    await store.redis.del(REVOKED_EVERYONE_KEY);
  });

  test("auth 54: the mark of all members revokes sessions and tokens from before, rises, and never falls", async ({
    skip,
  }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const { sessionId, memberId } = await open();
    const later = newId("session");
    await sessions.endEveryone(START * 1000);
    // In the same millisecond, and by a clock that is five seconds behind.
    const session = sessionOf(memberId, START - 5);
    const { era } = await sessions.create({
      kind: "create",
      sessionId: later,
      session,
      now: START,
    });
    expect([era, await store.redis.get(REVOKED_EVERYONE_KEY)]).toEqual([
      START * 1000,
      `${START}.${START * 1000}`,
    ]);
    expect((await sessions.list(memberId)).map(({ id }) => id)).toEqual([later]);
    const token = (made: { era?: number }, at = START) =>
      sessions.isRevoked({ ...tokenOf(later, memberId, at), ...made });
    expect([await token({ era: 0 }), await token({ era })]).toEqual([true, false]);
    // A token of an earlier version: whole seconds.
    expect([await token({}), await token({}, START + 1)]).toEqual([true, false]);
    const refresh = (id: string) => sessions.refresh(refreshOf(id, memberId, 1, START + 10));
    expect((await refresh(sessionId)).kind).toBe("voided");
    expect(await readSession(sessionId)).toBeNull();
    expect(await refresh(later)).toMatchObject({ kind: "rotated", renewal: { era } });
    // A clock behind, or the same instant again, begins a later era all the same.
    await sessions.endEveryone((START - 5) * 1000);
    expect((await refresh(later)).kind).toBe("voided");
    expect(await store.redis.get(REVOKED_EVERYONE_KEY)).toBe(`${START - 5}.${START * 1000 + 1}`);
    expect(await store.redis.ttl(REVOKED_EVERYONE_KEY)).toBeGreaterThan(30 * 86_400);
    await store.redis.del(REVOKED_EVERYONE_KEY);
  });

  test("auth 51: every key has an end", async ({ skip }) => {
    if (store.kind !== where) skip("no redis-server is installed");
    const { sessionId, memberId } = await open();
    const ttl = (key: string) => store.redis.ttl(key);
    expect(await ttl(sessionKey(sessionId))).toBeGreaterThan(43_200);
    expect(await ttl(sessionIndexKey(memberId))).toBeGreaterThan(86_400);
    await sessions.end({ kind: "end", scope: "all", memberId, sessionId });
    expect(await ttl(revokedSessionKey(sessionId))).toBeGreaterThan(350);
    expect(await ttl(sessionKey(sessionId))).toBe(-2);
  });

  test("auth 48: a store that is unreachable is an outage, not a bug", async () => {
    await store.stopEndpoint();
    await expect(sessions.peek("ses_x")).rejects.toBeInstanceOf(Unavailable);
  });
});

/** Applies one random schedule of two members to the reducer and to the store. */
async function runSchedule(seed: number): Promise<void> {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const members = [newId("member"), newId("member")];
  const ids: string[] = [];
  let world: SessionWorld = EMPTY_WORLD;
  let nowMs = START * 1000;
  await store.redis.del(REVOKED_EVERYONE_KEY);
  for (let step = 0; step < 60; step++) {
    nowMs += pick([0, 0, 1, 900, 15_000, 31_000, 1_900_000]);
    const command = randomCommand(nowMs);
    const [next, expected] = reduce(world, command);
    const seen = await perform(command);
    expect({ seed, step, command, outcome: seen }).toEqual({
      seed,
      step,
      command,
      outcome: told(expected),
    });
    world = next;
  }
  for (const id of ids) {
    expect(await readSession(id)).toEqual(world.sessions.get(id) ?? null);
    const era = world.sessions.get(id)?.era ?? 0;
    expect(await sessions.isRevoked({ ...tokenOf(id, members[0] ?? "", START), era })).toBe(
      world.revoked.has(id) || era < world.era,
    );
  }
  await store.redis.del(REVOKED_EVERYONE_KEY);
  for (const member of members) {
    const listed = Object.fromEntries(world.index.get(member) ?? []);
    expect({ seed, index: await readIndex(member) }).toEqual({ seed, index: listed });
  }

  function randomCommand(nowMs: number): SessionCommand {
    const now = Math.floor(nowMs / 1000);
    const memberId = pick(members);
    const roll = random();
    if (roll < 0.45 || ids.length === 0) {
      const repeated = ids.length > 0 && random() < 0.1;
      const sessionId = repeated ? pick(ids) : newId("session");
      const session = world.sessions.get(sessionId) ?? sessionOf(memberId, now);
      if (!repeated) ids.push(sessionId);
      return { kind: "create", sessionId, session, now };
    }
    const sessionId = random() < 0.03 ? newId("session") : pick(ids);
    const known = world.sessions.get(sessionId);
    const owner = random() < 0.05 ? memberId : (known?.memberId ?? memberId);
    if (roll < 0.46) return { kind: "endEveryone", nowMs: nowMs - pick([0, 0, 1_000, 100_000]) };
    if (roll < 0.97) {
      const counter = Math.max(0, (known?.counter ?? 1) + pick([0, 0, 0, -1, -1, -1, -1, -2, 1]));
      const arrivedMs = nowMs - pick([0, 0, 1, 50]);
      return {
        ...refreshOf(sessionId, owner, counter, now),
        nowMs,
        arrivedMs,
        keyId: pick(["k1", "k2"]),
      };
    }
    return { kind: "end", scope: pick(["one", "others", "all"]), memberId: owner, sessionId };
  }
}

/** Fires transitions of one member at once, then looks for what must not be left. */
async function runRace(seed: number): Promise<void> {
  const random = seeded(seed);
  const { sessionId, memberId } = await open();
  const other = await open(memberId);
  const fresh = newId("session");
  const refresh = refreshOf(sessionId, memberId, 1, START);
  const moves: (() => Promise<unknown>)[] = [
    () => sessions.refresh(refresh),
    () => sessions.refresh({ ...refreshOf(other.sessionId, memberId, 1, START) }),
    () => sessions.end({ kind: "end", scope: "one", memberId, sessionId }),
    () => sessions.end({ kind: "end", scope: "all", memberId, sessionId }),
    () =>
      sessions.create({
        kind: "create",
        sessionId: fresh,
        session: sessionOf(memberId, START),
        now: START,
      }),
    () => sessions.refresh(refresh),
  ];
  await Promise.all(
    moves
      .map((move) => ({ move, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ move }) => move()),
  );
  const after = [await readSession(sessionId), await readSession(other.sessionId)];
  expect({ seed, after }).toEqual({ seed, after: [null, null] });
  expect(await sessions.refresh(refresh)).toEqual({ kind: "unknown" });
  const alive = (await readSession(fresh)) ? [fresh] : [];
  expect({ seed, index: Object.keys(await readIndex(memberId)) }).toEqual({ seed, index: alive });
}

function perform(command: SessionCommand): Promise<unknown> {
  if (command.kind === "create") return sessions.create(command);
  if (command.kind === "confirm") return sessions.confirm(command);
  if (command.kind === "endEveryone") return sessions.endEveryone(command.nowMs);
  return command.kind === "refresh" ? sessions.refresh(command) : sessions.end(command);
}

/** What the store tells of an outcome. */
function told(outcome: SessionOutcome): unknown {
  if (outcome.kind === "created") return { evicted: outcome.evicted, era: outcome.era };
  if (outcome.kind === "ended") return outcome.sessionIds;
  if (outcome.kind === "everyoneEnded") return undefined;
  if (!("renewal" in outcome)) return outcome;
  const { counter, keyId, idleExpiry, absoluteExpiry, authTime, amr, era } = outcome.renewal;
  return {
    kind: outcome.kind,
    renewal: { counter, keyId, idleExpiry, absoluteExpiry, authTime, amr, era },
  };
}

async function open(memberId = newId("member")) {
  const [sessionId, session] = [newId("session"), sessionOf(memberId, START)];
  await sessions.create({ kind: "create", sessionId, session, now: START });
  return { sessionId, memberId, session };
}

function sessionOf(memberId: string, now: number): Session {
  return {
    ...{ memberId, counter: 1, keyId: "k1", rotatedAt: now, parentUses: 0, usedMs: now * 1000 },
    ...{ createdAt: now, authTime: now, idleExpiry: now + 43_200, absoluteExpiry: now + 86_400 },
    ...{ remember: false, amr: "pwd", userAgent: '{"a":1}', addressPrefix: "203.0.113.7/32" },
    ...{ country: "KR", memberVersion: 1, era: null },
  };
}

/** As much of a token as tells whether it was ended. */
function tokenOf(sessionId: string, memberId: string, issuedAt: number): Identity {
  const times = { issuedAt, authTime: issuedAt, expiresAt: issuedAt + 300 };
  return { sessionId, memberId, role: "member", amr: ["pwd"], ...times };
}

function refreshOf(
  sessionId: string,
  memberId: string,
  counter: number,
  now: number,
): RefreshCommand {
  return {
    ...{
      kind: "refresh",
      sessionId,
      memberId,
      counter,
      keyId: "k1",
      now,
      nowMs: now * 1000,
      arrivedMs: now * 1000,
    },
    ...{ idleExpiry: now + 43_200, absoluteExpiry: START + 50_000 },
  };
}

/** Reads a session back as the reducer holds it. */
async function readSession(sessionId: string): Promise<Session | null> {
  const flat = await evaluate<string[]>(
    store.redis,
    "return redis.call('HGETALL', KEYS[1])",
    [sessionKey(sessionId)],
    [],
  );
  if (flat.length === 0) return null;
  const field = new Map(
    Array.from({ length: flat.length / 2 }, (_, i) => [flat[i * 2], flat[i * 2 + 1] ?? ""]),
  );
  const [text, number] = [
    (name: string) => field.get(name) ?? "",
    (name: string) => Number(field.get(name)),
  ];
  return {
    ...{
      memberId: text("mid"),
      counter: number("ctr"),
      keyId: text("kid"),
      rotatedAt: number("rotAt"),
    },
    ...{ parentUses: number("uses"), usedMs: number("usedMs"), createdAt: number("createdAt") },
    ...{ memberVersion: number("mver"), era: number("era") },
    ...{
      authTime: number("authTime"),
      idleExpiry: number("idleExp"),
      absoluteExpiry: number("absExp"),
    },
    ...{
      remember: text("remember") === "1",
      amr: text("amr"),
      userAgent: text("ua"),
      addressPrefix: text("ip"),
      country: text("cc"),
    },
  };
}

async function readIndex(memberId: string): Promise<Record<string, number>> {
  const script = "return redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')";
  const flat = await evaluate<string[]>(store.redis, script, [sessionIndexKey(memberId)], []);
  return Object.fromEntries(
    Array.from({ length: flat.length / 2 }, (_, i) => [flat[i * 2], Number(flat[i * 2 + 1])]),
  );
}
