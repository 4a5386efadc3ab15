/** The conformance suite of idempotency stores: the same laws on a redis-server and on the embedded Redis. */
import { connectRedis } from "@edgemart/redis/client";
import { REVOKED_EVERYONE_KEY, revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import { isVoidedBy } from "@edgemart/redis/void-marks";
import { randomFrom, seedOf } from "@edgemart/testkit/random";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRedisServer } from "../../../tools/local/redis-server.ts";
import {
  claimKey,
  type Holder,
  releaseKey,
  settleKey,
  UNUSED,
  VOID_MS,
} from "../src/idempotency/protocol.ts";
import type { Claim, ClaimRequest, IdempotencyStore } from "../src/idempotency/store.ts";
import {
  keyedLimitKey,
  recordKeys,
  upstashStore,
  voidKey,
} from "../src/idempotency/store.upstash.ts";
import { until } from "./harness.ts";
import { openRedisDoor, REDIS_TOKEN, type RedisDoor } from "./redis-door.ts";

const MONTH_MS = 30 * 86_400_000;
/** A verdict without the time left, which only the store measures. */
function strip(claim: Claim): object {
  return claim.kind === "busy" ? { kind: "busy" } : claim;
}

const hasServer = (await findRedisServer()) !== undefined;

function conformance(force?: "embedded") {
  let door: RedisDoor;
  let store: IdempotencyStore;

  beforeAll(async () => {
    door = await openRedisDoor(force);
    store = storeAt(2_000);
  });
  afterAll(() => door?.stop());

  function storeAt(timeoutMs: number): IdempotencyStore {
    const vars = { UPSTASH_REDIS_REST_URL: door.url, UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN };
    return upstashStore(connectRedis(vars, timeoutMs));
  }
  const request = (change: Partial<ClaimRequest> = {}): ClaimRequest => ({
    record: crypto.randomUUID(),
    fingerprint: "f",
    owner: crypto.randomUUID(),
    leaseMs: 20_000,
    recordTtlMs: MONTH_MS,
    mode: "retry",
    session: null,
    limit: null,
    ...change,
  });
  const again = (before: ClaimRequest, change: Partial<ClaimRequest> = {}) =>
    request({ record: before.record, ...change });
  const holder = (request: ClaimRequest, attempt = 1, heals = true): Holder => ({
    ...request,
    attempt,
    heals,
  });
  const complete = (request: ClaimRequest, sealed = "answer", attempt = 1) =>
    store.complete(request.record, holder(request, attempt), sealed, 60_000);
  const release = ({ record, owner }: ClaimRequest) => store.release(record, owner);
  const unknown = (request: ClaimRequest, attempt = 1) =>
    store.unknown(request.record, holder(request, attempt));
  /** Time passes: the lease is over, and the record's own life says so too. */
  const endLease = async ({ record }: { record: string }) => {
    const [whole, lease] = recordKeys(record);
    await door.run("DEL", lease);
    await door.run("PEXPIRE", whole, MONTH_MS - 2_000_000);
  };
  /** A first claim that ended in each state. */
  async function claimed(change: Partial<ClaimRequest> = {}): Promise<ClaimRequest> {
    const first = request(change);
    expect(await store.claim(first)).toEqual({ kind: "run", attempt: 1 });
    return first;
  }

  test("gateway 10: of 50 claims at once one runs", async () => {
    const first = request();
    const claims = await Promise.all(Array.from({ length: 50 }, () => store.claim(again(first))));
    expect(claims.filter((claim) => claim.kind === "run")).toHaveLength(1);
    expect(claims.filter((claim) => claim.kind === "busy")).toHaveLength(49);
  });

  test("gateway 12, 24: lease, answer and record live as long as was said", async () => {
    const first = await claimed();
    const [record, lease, answer] = recordKeys(first.record);
    expect(await door.run("PTTL", lease)).toBeGreaterThan(19_000);
    expect(await door.run("PTTL", record)).toBeGreaterThan(MONTH_MS - 2_000);
    await store.complete(first.record, { ...holder(first), recordTtlMs: 90_000 }, "x", 60_000);
    expect(await door.run("EXISTS", lease)).toBe(0);
    for (const [key, lifeMs] of [[answer, 60_000] as const, [record, 90_000] as const]) {
      const left = Number(await door.run("PTTL", key));
      expect(left > lifeMs - 2_000 && left <= lifeMs).toBe(true);
    }
  });

  test("gateway 13: a duplicate of a running request learns what is left of the lease", async () => {
    const first = await claimed();
    const claim = await store.claim(again(first));
    expect(claim.kind === "busy" && claim.leaseLeftMs > 19_000 && claim.leaseLeftMs <= 20_000).toBe(
      true,
    );
  });

  test("gateway 9: another request under the key is told so in every state", async () => {
    const states = [
      async () => {},
      complete,
      unknown,
      endLease,
      async (first: ClaimRequest) => {
        await complete(first);
        await door.run("DEL", recordKeys(first.record)[2]);
      },
    ];
    for (const bring of states) {
      const first = await claimed();
      await bring(first);
      const other = again(first, { fingerprint: "g" });
      expect(await store.claim(other)).toEqual({ kind: "mismatch" });
    }
  });

  test("gateway 17: a completed request is replayed, its answer unchanged", async () => {
    const first = await claimed();
    const sealed = `z.${"Ab9-_".repeat(90_000)}`;
    expect(await complete(first, sealed)).toBe(true);
    expect(await store.claim(again(first))).toEqual({ kind: "replay", sealed });
  });

  test("gateway 24: after its answer the key is still known", async () => {
    const first = await claimed();
    await complete(first);
    await door.run("DEL", recordKeys(first.record)[2]);
    expect(await store.claim(again(first))).toEqual({ kind: "expired" });
  });

  test("gateway 24: what is kept for a month is less than 150 bytes", async () => {
    const first = await claimed({ fingerprint: "f".repeat(43), owner: "o".repeat(22) });
    await complete(first);
    const kept = (await door.run("HGETALL", recordKeys(first.record)[0])) as string[];
    expect(kept.join("").length).toBeLessThan(150);
  });

  test("gateway 16: a claim whose reply was lost is recognised by its owner", async () => {
    const first = await claimed();
    expect(await store.claim(first)).toEqual({ kind: "run", attempt: 1 });
    expect((await store.claim(again(first))).kind).toBe("busy");
  });

  test("gateway 16: the client's own second try of a lost reply runs, once", async () => {
    door.mode = "lose-one";
    const first = request();
    const before = door.commands.length;
    expect(await store.claim(first)).toEqual({ kind: "run", attempt: 1 });
    expect(door.commands.length - before).toBe(2);
    expect((await store.claim(again(first))).kind).toBe("busy");
  });

  test("gateway 15: an ended lease is taken over once, with the next attempt, on retry rows", async () => {
    const first = await claimed();
    await endLease(first);
    const rivals = Array.from({ length: 20 }, () => again(first));
    const claims = await Promise.all(rivals.map((rival) => store.claim(rival)));
    expect(claims.filter((claim) => claim.kind === "run")).toEqual([{ kind: "run", attempt: 2 }]);
    expect(claims.filter((claim) => claim.kind === "busy")).toHaveLength(19);
  });

  test("gateway 15: on once rows it is not, however often it is tried", async () => {
    for (const bring of [endLease, unknown]) {
      const first = await claimed({ mode: "once" });
      await bring(first);
      for (let tries = 0; tries < 3; tries++) {
        expect(await store.claim(again(first, { mode: "once" }))).toEqual({ kind: "unknown" });
      }
      expect(await door.run("HGET", recordKeys(first.record)[0], "n")).toBe("1");
    }
  });

  test("gateway 15, 24: a takeover keeps the record as long as a new one", async () => {
    const first = await claimed();
    await unknown(first);
    const [record] = recordKeys(first.record);
    await door.run("PEXPIRE", record, 5_000);
    await store.claim(again(first));
    expect(await door.run("PTTL", record)).toBeGreaterThan(MONTH_MS - 2_000);
  });

  test("gateway 11: a holder that was overtaken changes nothing", async () => {
    const first = await claimed();
    await endLease(first);
    const second = again(first);
    await store.claim(second);
    for (const late of [complete, release, unknown]) expect(await late(first)).toBe(false);
    expect((await store.claim(again(first))).kind).toBe("busy");
    expect(await complete(second, "second", 2)).toBe(true);
    expect(await store.claim(again(first))).toEqual({ kind: "replay", sealed: "second" });
  });

  test("gateway 11: a stranger changes nothing, and a record that is not there cannot be released", async () => {
    const first = await claimed();
    for (const settle of [complete, release, unknown]) {
      expect(await settle(again(first))).toBe(false);
    }
    expect(await release(request())).toBe(false);
    expect(await complete(first)).toBe(true);
  });

  test("gateway 29: a settling delivered twice, or late, changes nothing", async () => {
    const first = await claimed();
    expect(await complete(first, "one")).toBe(true);
    expect(await complete(first, "two")).toBe(true);
    for (const late of [release, unknown]) expect(await late(first)).toBe(false);
    expect(await store.claim(again(first))).toEqual({ kind: "replay", sealed: "one" });

    const lost = await claimed();
    expect(await unknown(lost)).toBe(true);
    for (const late of [complete, release, unknown]) expect(await late(lost)).toBe(false);
    expect(await store.claim(again(lost))).toEqual({ kind: "run", attempt: 2 });
  });

  test("gateway 17: a released first attempt leaves nothing, so another body may come", async () => {
    const first = await claimed();
    expect(await release(first)).toBe(true);
    expect(await door.run("EXISTS", ...recordKeys(first.record))).toBe(0);
    const corrected = again(first, { fingerprint: "g" });
    expect(await store.claim(corrected)).toEqual({ kind: "run", attempt: 1 });
  });

  test("gateway 18: a later attempt's release does not forget the first one's unknown outcome", async () => {
    const first = await claimed();
    await unknown(first);
    const second = again(first);
    expect(await store.claim(second)).toEqual({ kind: "run", attempt: 2 });
    expect(await release(second)).toBe(true);
    expect(await store.claim(again(first, { fingerprint: "g" }))).toEqual({ kind: "mismatch" });
    expect(await store.claim(again(first, { mode: "once" }))).toEqual({ kind: "unknown" });
    expect(await store.claim(again(first))).toEqual({ kind: "run", attempt: 3 });
  });

  test("gateway 18: an unknown outcome ends the lease and keeps the fingerprint", async () => {
    const first = await claimed();
    expect(await unknown(first)).toBe(true);
    expect(await store.claim(again(first, { fingerprint: "g" }))).toEqual({ kind: "mismatch" });
    expect(await store.claim(again(first))).toEqual({ kind: "run", attempt: 2 });
  });

  test("gateway 16, 29: an owner that ended, or was refused, holds nothing when its claim comes late or twice", async () => {
    const late = request();
    // The claim was given up before it arrived.
    expect(await release(late)).toBe(false);
    expect(await store.claim(late)).toEqual({ kind: "void" });
    const first = await claimed({ record: late.record, mode: "once" });
    const rival = again(first, { mode: "once" });
    const other = again(first, { fingerprint: "g" });
    expect((await store.claim(rival)).kind).toBe("busy");
    expect((await store.claim(other)).kind).toBe("mismatch");
    expect(await release(first)).toBe(true);
    for (const repeated of [first, rival, other]) {
      expect(await store.claim(repeated)).toEqual({ kind: "void" });
    }
    expect(await door.run("EXISTS", ...recordKeys(first.record))).toBe(0);
    const lives = await Promise.all(
      [late, first, rival, other].map(({ record, owner }) =>
        door.run("PTTL", voidKey(record, owner)),
      ),
    );
    for (const life of lives) expect(Number(life) > 0 && Number(life) <= VOID_MS).toBe(true);
  });

  test("gateway 15: an owner whose lease ended does not take itself over", async () => {
    const first = await claimed();
    await endLease(first);
    expect(await store.claim(first)).toEqual({ kind: "void" });
    expect(await store.claim(again(first))).toEqual({ kind: "run", attempt: 2 });
  });

  test("gateway 34: a holder writes anew what a failover lost, and never over another's", async () => {
    const lost = await claimed();
    await door.run("DEL", ...recordKeys(lost.record));
    expect(await complete(lost, "healed")).toBe(true);
    expect(await store.claim(again(lost))).toEqual({ kind: "replay", sealed: "healed" });
    expect(await store.claim(again(lost, { fingerprint: "g" }))).toEqual({ kind: "mismatch" });
    expect(await door.run("PTTL", recordKeys(lost.record)[0])).toBeGreaterThan(MONTH_MS - 2_000);

    const doubtful = await claimed({ mode: "once" });
    await door.run("DEL", ...recordKeys(doubtful.record));
    expect(await unknown(doubtful)).toBe(true);
    expect(await store.claim(again(doubtful, { mode: "once" }))).toEqual({ kind: "unknown" });

    const overtaken = await claimed();
    await door.run("DEL", ...recordKeys(overtaken.record));
    const next = await claimed({ record: overtaken.record });
    expect(await complete(overtaken)).toBe(false);
    expect(await complete(next)).toBe(true);

    const read = await claimed();
    await door.run("DEL", ...recordKeys(read.record));
    expect(await store.complete(read.record, holder(read, 1, false), "x", 60_000)).toBe(false);
  });

  describe("gateway 10, 34: one of a record's three keys is lost alone", () => {
    const lose = (request: ClaimRequest, which: 0 | 1 | 2) =>
      door.run("DEL", recordKeys(request.record)[which]);

    test.each(["retry", "once"] as const)(
      "the record, while it runs: the lease still keeps others out, and its holder heals it (%s)",
      async (mode) => {
        const first = await claimed({ mode });
        await lose(first, 0);
        const rivals = Array.from({ length: 20 }, () => again(first, { mode }));
        const claims = await Promise.all(rivals.map((rival) => store.claim(rival)));
        expect(new Set(claims.map(({ kind }) => kind))).toEqual(new Set(["busy"]));
        expect(await store.claim(first)).toEqual({ kind: "run", attempt: 1 });
        expect(await store.standing(first.record)).toEqual({ state: "running", attempt: 1 });
        expect(await complete(first, "healed")).toBe(true);
        expect(await store.claim(again(first, { mode }))).toEqual({
          kind: "replay",
          sealed: "healed",
        });
      },
    );

    test.each(["retry", "once"] as const)(
      "the lease, while it runs: the record's own life says that it is not over (%s)",
      async (mode) => {
        const first = await claimed({ mode });
        await lose(first, 1);
        const rivals = Array.from({ length: 20 }, () => again(first, { mode }));
        const claims = await Promise.all(rivals.map((rival) => store.claim(rival)));
        for (const claim of claims) {
          expect(claim.kind === "busy" && claim.leaseLeftMs > 19_000).toBe(true);
          expect(claim.kind === "busy" && claim.leaseLeftMs <= 20_000).toBe(true);
        }
        expect(await complete(first)).toBe(true);
      },
    );

    test("the lease of a later attempt, and of a read, likewise", async () => {
      const first = await claimed();
      await unknown(first);
      const second = again(first);
      expect(await store.claim(second)).toEqual({ kind: "run", attempt: 2 });
      await lose(first, 1);
      expect((await store.claim(again(first))).kind).toBe("busy");
      const read = await claimed({ recordTtlMs: 20_000 });
      await lose(read, 1);
      expect((await store.claim(again(read, { recordTtlMs: 20_000 }))).kind).toBe("busy");
    });

    test("a lost lease is kept as long as the record says, and no longer", async () => {
      const short = { leaseMs: 300 };
      const first = await claimed(short);
      await lose(first, 1);
      expect((await store.claim(again(first, short))).kind).toBe("busy");
      await new Promise((resolve) => setTimeout(resolve, 320));
      expect(await store.claim(again(first, short))).toEqual({ kind: "run", attempt: 2 });
    });

    test("a record that another version keeps longer holds nobody up: its lease alone counts", async () => {
      const longer = { recordTtlMs: 2 * MONTH_MS };
      const first = await claimed(longer);
      expect((await store.claim(again(first))).kind).toBe("busy");
      await lose(first, 1);
      expect(await store.claim(again(first))).toEqual({ kind: "run", attempt: 2 });
    });

    test("the record, when it is done: the answer alone is replayed, to its own request only", async () => {
      const first = await claimed({ mode: "once" });
      await complete(first, "kept");
      await lose(first, 0);
      expect(await store.claim(again(first))).toEqual({ kind: "replay", sealed: "kept" });
      expect(await store.claim(again(first, { fingerprint: "g" }))).toEqual({ kind: "mismatch" });
      // A beginning of the right fingerprint is another one.
      expect(await store.claim(again(first, { fingerprint: "" }))).toEqual({ kind: "mismatch" });
      expect(await store.standing(first.record)).toEqual({ state: "done", attempt: 1 });
    });

    test("the answer, when it is done: the record says that there was one", async () => {
      const first = await claimed();
      await complete(first);
      await lose(first, 2);
      expect(await store.claim(again(first))).toEqual({ kind: "expired" });
    });

    test("the record, before a release: the lease goes with its holder, and of no other", async () => {
      const first = await claimed();
      await lose(first, 0);
      expect(await release(again(first))).toBe(false);
      expect(await release(first)).toBe(false);
      expect(await store.claim(again(first))).toEqual({ kind: "run", attempt: 1 });
    });

    test("a holder of before heals nothing over another's lease or answer", async () => {
      const first = await claimed();
      await endLease(first);
      const second = again(first);
      await store.claim(second);
      await lose(first, 0);
      for (const late of [complete, unknown]) expect(await late(first)).toBe(false);
      expect((await store.claim(again(first))).kind).toBe("busy");
      expect(await complete(second, "second", 2)).toBe(true);
      await lose(first, 0);
      for (const late of [complete, unknown]) expect(await late(first)).toBe(false);
      expect(await store.claim(again(first))).toEqual({ kind: "replay", sealed: "second" });
    });
  });

  test("gateway 36, 43: new keys of one caller are counted in the claim's own trip; retries are not", async () => {
    const limit = { key: keyedLimitKey(crypto.randomUUID()), max: 2, windowMs: 60_000 };
    const first = request({ limit });
    const before = door.commands.length;
    const claim = await store.claim(first);
    expect(door.commands.length - before).toBe(1);
    expect(claim).toMatchObject({ kind: "run", attempt: 1, count: { max: 2, left: 1 } });
    expect(claim.count?.resetMs).toBeGreaterThan(58_000);
    for (let retries = 0; retries < 3; retries++) {
      expect((await store.claim(again(first, { limit }))).kind).toBe("busy");
    }
    expect(await store.claim(request({ limit }))).toMatchObject({
      kind: "run",
      count: { left: 0 },
    });
    const third = request({ limit });
    expect(await store.claim(third)).toMatchObject({ kind: "limited", count: { max: 2, left: 0 } });
    expect(await door.run("EXISTS", ...recordKeys(third.record))).toBe(0);
    await complete(first);
    expect((await store.claim(again(first, { limit }))).kind).toBe("replay");
    await door.run("PEXPIRE", limit.key, 1);
    await until(async () => (await door.run("EXISTS", limit.key)) === 0);
    expect((await store.claim(third)).kind).toBe("run");
  });

  test("gateway 33: on random walks the scripts do what the state machine says", async () => {
    for (let walk = 0; walk < 40; walk++) {
      const random = randomFrom(seedOf(7, walk));
      const record = crypto.randomUUID();
      let state = UNUSED;
      const seen: string[] = [];
      for (let steps = 0; steps < 25; steps++) {
        const step = {
          fingerprint: random.pick(["f", "f", "f", "g"]),
          owner: random.pick(["o1", "o2", "o3", "o4"]),
          leaseMs: 1_000_000,
          recordTtlMs: MONTH_MS,
          mode: random.pick<"retry" | "once">(["retry", "once"]),
        };
        const held = { ...step, attempt: random.between(1, 3), heals: random.chance(0.5) };
        const kind = random.pick([
          "claim",
          "claim",
          "claim",
          "complete",
          "release",
          "unknown",
          "lease",
          "lease evicted",
          "record evicted",
          "answer evicted",
          "lost",
        ]);
        let [ours, theirs]: unknown[] = [];
        if (kind === "claim") {
          const after = claimKey(state, step, 0);
          const claim = await store.claim({ ...step, record, session: null, limit: null });
          state = after.state;
          [ours, theirs] = [strip(after.verdict), strip(claim)];
        } else if (kind === "release") {
          const after = releaseKey(state, step.owner, 0);
          state = after.state;
          [ours, theirs] = [after.taken, await store.release(record, step.owner)];
        } else if (kind === "complete") {
          const after = settleKey(
            state,
            { kind, ...held, sealed: `a${steps}`, answerTtlMs: 1_000_000 },
            0,
          );
          state = after.state;
          [ours, theirs] = [
            after.taken,
            await store.complete(record, held, `a${steps}`, 1_000_000),
          ];
        } else if (kind === "unknown") {
          const after = settleKey(state, { kind, ...held }, 0);
          state = after.state;
          [ours, theirs] = [after.taken, await store.unknown(record, held)];
        } else {
          // Time and the store's own losses, done by hand on both sides.
          const [whole, lease, answer] = recordKeys(record);
          if (kind === "lease") {
            await endLease({ record });
            const ended = state.record && { ...state.record, leaseUntilMs: 0 };
            state = { ...state, record: ended, lease: null };
          } else if (kind === "lost") {
            await door.run("DEL", whole, lease, answer);
            state = { ...UNUSED, voids: state.voids };
          } else {
            const gone = kind.split(" ")[0] as "record" | "lease" | "answer"; // the three of the list above
            await door.run("DEL", { record: whole, lease, answer }[gone]);
            state = { ...state, [gone]: null };
          }
        }
        seen.push(
          `${kind} ${held.owner} ${held.fingerprint}${held.attempt}${held.heals ? " heals" : ""}`,
        );
        expect(theirs, `walk ${walk}: ${seen.join(" ")}`).toEqual(ours);
      }
    }
  });

  test("gateway 36: an ended session or member claims nothing, in the same trip", async () => {
    const session = {
      sessionId: crypto.randomUUID(),
      memberId: crypto.randomUUID(),
      issuedAt: 100,
    };
    const live = request({ session });
    const before = door.commands.length;
    expect(await store.claim(live)).toEqual({ kind: "run", attempt: 1 });
    expect(door.commands.length - before).toBe(1);
    const ends: [key: string, value: string, isRevoked: boolean][] = [
      [revokedMemberKey(session.memberId), "100", false],
      [revokedMemberKey(session.memberId), "101", true],
      [revokedMemberKey(session.memberId), "no epoch", true],
      [REVOKED_EVERYONE_KEY, "100", false],
      [REVOKED_EVERYONE_KEY, "101", true],
      [revokedSessionKey(session.sessionId), "1", true],
    ];
    for (const [key, value, isRevoked] of ends) {
      await door.run("SET", key, value);
      const next = request({ session });
      expect((await store.claim(next)).kind).toBe(isRevoked ? "revoked" : "run");
      expect(await door.run("EXISTS", recordKeys(next.record)[0])).toBe(isRevoked ? 0 : 1);
      await door.run("DEL", key);
    }
    // Versions and eras decide for a token that names them; the script's rule is that of `isVoidedBy`.
    for (const made of [undefined, 6, 7, 8]) {
      for (const mark of [
        "99.7",
        "100.7",
        "101.7!",
        "100.7!",
        "100",
        "101",
        "no epoch",
        "-1",
        "1.2.3",
      ]) {
        const stamped = { ...session, memberVersion: made, era: made };
        for (const key of [revokedMemberKey(session.memberId), REVOKED_EVERYONE_KEY]) {
          await door.run("SET", key, mark);
          const { kind } = await store.claim(request({ session: stamped }));
          const isVoid = isVoidedBy(mark, { issuedAt: session.issuedAt, made });
          expect([made, mark, kind]).toEqual([made, mark, isVoid ? "revoked" : "run"]);
          await door.run("DEL", key);
        }
      }
    }
    await door.run("SET", revokedSessionKey(session.sessionId), "1");
    await complete(live);
    expect(await store.claim(again(live, { session }))).toEqual({ kind: "revoked" });
  });

  test("gateway 28, 31: a store that is away or too slow is an error within the limit", async () => {
    const impatient = storeAt(200);
    for (const mode of ["hang", "refuse", "lose"] as const) {
      door.mode = mode;
      const begun = performance.now();
      await expect(impatient.claim(request())).rejects.toThrow();
      expect(performance.now() - begun).toBeLessThan(600);
    }
    door.mode = "pass";
  });
}

describe("idempotency store on the embedded Redis", () => conformance("embedded"));
describe.skipIf(!hasServer)("idempotency store on redis-server", () => {
  conformance();
  test("really runs on it", async () => {
    const door = await openRedisDoor();
    expect(door.kind).toBe("redis-server");
    await door.stop();
  });
});
