/** Second factors on a real PostgreSQL: codes are good once, and an administrator keeps one, whatever comes at once. */
import type { FactorSet } from "@edgemart/contracts/second-factor";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { credentialOfId, replaceCredential } from "../src/rpc/member-credentials.ts";
import {
  factorOf,
  resetFactors,
  setFactor,
  takeRecoveryCode,
  takeStep,
} from "../src/rpc/member-factors.ts";
import { addPasskey, passkeysOf, removePasskey } from "../src/rpc/member-passkeys.ts";

import { TEST_FACTS } from "./office.ts";

const HASH = `h2$k1$2b$10$${"a".repeat(53)}`;
const SECRET = "t1.k1.first-secret-of-this-test";
const NEXT = "t1.k1.another-secret-of-this-test";
const hashes = (of: string) => Array.from({ length: 10 }, (_, n) => `${of}${n}`.padEnd(60, "x"));

let database: TestDatabase;
let deps: Deps;
let memberId: string;
beforeAll(async () => {
  const [started, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  database = started;
  const config = readMemberConfig({
    ...signer.vars,
    // Nothing here marks tokens.
    UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
    UPSTASH_REDIS_REST_TOKEN: "none",
    DATABASE_URL: database.urlOf("member"),
  });
  deps = depsOf(config, TEST_FACTS);
}, 60_000);
afterAll(() => database?.stop());
beforeEach(async () => {
  await database.query("truncate member.member, member.security_event cascade");
  memberId = await newMember("member");
});

async function newMember(role: "member" | "admin"): Promise<string> {
  const id = newId("member");
  await database.query(
    "insert into member.member (id, email, email_norm, name, locale, role) values ($1, $1, $1, 'A', 'ko', $2)",
    [id, role],
  );
  await database.query("insert into member.member_credential (member_id, hash) values ($1, $2)", [
    id,
    HASH,
  ]);
  return id;
}

const request = "req-1";
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) =>
  answer.ok ? "ok" : answer.error.code;
const set = async (input: Omit<FactorSet, "memberId"> | object) =>
  codeOf(await setFactor({ memberId, ...input }, request, deps));
const prepare = (secret = SECRET) => set({ to: "pending", secret });
const confirm = (secret = SECRET, of = "a") =>
  set({ to: "active", secret, step: 100, recoveryHashes: hashes(of) });
async function turnOn() {
  await prepare();
  expect(await confirm()).toBe("ok");
}
const step = (number: number, secret = SECRET) =>
  takeStep({ memberId, secret, step: number }, deps);
const recover = (slot: string, hash: string) =>
  takeRecoveryCode({ memberId, slot, hash }, request, deps);
const events = async () =>
  (
    await database.query<{ change: string }>("select change from member.security_event order by id")
  ).map(({ change }) => change);
const age = (column: string, by: string) =>
  database.query(`update member.totp set ${column} = now() - $1::interval`, [by]);
let made = 0;
const passkey = () =>
  addPasskey(
    {
      ...{ memberId, credentialId: `credential-number-${++made}`, publicKey: "pQECAyYgASFYIA" },
      ...{ counter: 0, backupEligible: true, backedUp: true, transports: [], rpId: "localhost" },
      ...{ aaguid: "00000000-0000-0000-0000-000000000000", name: "Phone" },
    },
    request,
    deps,
  );

describe("identity 48: a second factor", () => {
  test("is pending until its first code, then active; only the change is noted", async () => {
    expect(await prepare()).toBe("ok");
    expect(await factorOf(memberId, deps)).toMatchObject({ active: null, pending: SECRET });
    expect((await credentialOfId(memberId, deps))?.factors).toEqual({
      ...{ totp: false, recoveryCodes: 0, passkey: false },
    });
    expect(await confirm()).toBe("ok");
    const factor = await factorOf(memberId, deps);
    expect(factor).toMatchObject({ active: { secret: SECRET }, pending: null, hasPasskey: false });
    expect(factor?.recovery.map(({ slot }) => slot).join("")).toBe("0123456789");
    expect((await credentialOfId(memberId, deps))?.factors).toEqual({
      ...{ totp: true, recoveryCodes: 10, passkey: false },
    });
    expect(await events()).toEqual(["second factor on"]);
  });

  test("a pending secret is confirmed once, within 10 minutes, and only if it is still the one that waits", async () => {
    await prepare();
    await prepare(NEXT);
    expect(await confirm(SECRET)).toBe("not_found");
    await age("created_at", "10 minutes 1 second");
    expect(await factorOf(memberId, deps)).toMatchObject({ pending: null });
    expect(await confirm(NEXT)).toBe("not_found");
    await prepare();
    const answers = await Promise.all([confirm(), confirm(SECRET, "b"), confirm(SECRET, "c")]);
    expect(answers.sort()).toEqual(["not_found", "not_found", "ok"]);
  });

  test("a replacement waits beside the active one, which is good until then; its codes replace the old", async () => {
    await turnOn();
    await prepare(NEXT);
    expect(await factorOf(memberId, deps)).toMatchObject({
      ...{ active: { secret: SECRET }, pending: NEXT },
    });
    expect(await step(101)).toBe(true);
    expect(await confirm(NEXT, "b")).toBe("ok");
    expect(await step(102)).toBe(false);
    expect(await step(102, NEXT)).toBe(true);
    const kept = (await factorOf(memberId, deps))?.recovery.map(({ hash }) => hash);
    expect(kept).toEqual(hashes("b"));
    expect(await events()).toEqual(["second factor on", "second factor replaced"]);
  });

  test("identity 56.47: a step is taken once, also at once, and no earlier one after it", async () => {
    await turnOn();
    expect([await step(100), await step(99)]).toEqual([false, false]);
    const taken = await Promise.all(Array.from({ length: 20 }, () => step(101)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect([await step(103), await step(102)]).toEqual([true, false]);
  });

  test("is turned off with its codes; of an administrator not the last one, also where both go at once", async () => {
    await turnOn();
    expect([await set({ to: "off" }), await set({ to: "off" })]).toEqual(["ok", "not_found"]);
    expect((await factorOf(memberId, deps))?.recovery).toEqual([]);
    memberId = await newMember("admin");
    await turnOn();
    expect(await set({ to: "off" })).toBe("last_factor");
    for (let round = 0; round < 5; round++) {
      const kept = await passkey();
      if (!kept.ok) throw new Error(kept.error.code);
      const answers = await Promise.all([
        set({ to: "off" }),
        removePasskey({ memberId, id: kept.value.id }, request, deps).then(codeOf),
      ]);
      expect(answers.sort()).toEqual(["last_factor", "ok"]);
      const factor = await factorOf(memberId, deps);
      expect([factor?.active !== null, factor?.hasPasskey].filter(Boolean)).toHaveLength(1);
      for (const { id } of await passkeysOf(memberId, deps)) {
        await turnOn();
        await removePasskey({ memberId, id }, request, deps);
      }
    }
  });

  test("none for a disabled, deleted or unknown member", async () => {
    await prepare();
    await database.query("update member.member set status = 'disabled'");
    expect([await prepare(), await confirm()]).toEqual(["not_found", "not_found"]);
    await database.query("update member.member set deleted_at = now()");
    expect([await prepare(), await factorOf(memberId, deps)]).toEqual(["not_found", null]);
    expect(await factorOf(newId("member"), deps)).toBeNull();
  });
});

describe("identity 49: recovery codes", () => {
  test("identity 56.48: one is used once, of 20 at once by one; the rest is counted", async () => {
    await turnOn();
    const [first = "", second = ""] = hashes("a");
    const used = await Promise.all(Array.from({ length: 20 }, () => recover("0", first)));
    expect(used.filter((left) => left !== null)).toEqual([9]);
    expect([await recover("0", first), await recover("1", first)]).toEqual([null, null]);
    expect(await recover("1", second)).toBe(8);
    expect(await events()).toEqual([
      "second factor on",
      "recovery code used",
      "recovery code used",
    ]);
  });

  test("new ones void the old, used or not; without an active factor there are none", async () => {
    const renew = () => set({ to: "codes", recoveryHashes: hashes("b") });
    expect(await renew()).toBe("not_found");
    await turnOn();
    await recover("0", hashes("a")[0] ?? "");
    expect(await renew()).toBe("ok");
    const kept = (await factorOf(memberId, deps))?.recovery.map(({ hash }) => hash);
    expect(kept).toEqual(hashes("b"));
  });
});

describe("identity 50: what was lost is taken away by another administrator", () => {
  const reset = async (actorId: string) => {
    const done = await resetFactors({ memberId, actorId }, request, deps);
    return done.ok ? done.value : done.error.code;
  };

  test("app, codes and passkeys go, of an administrator the last ones too; said once, by whom", async () => {
    const boss = await newMember("admin");
    memberId = await newMember("admin");
    await turnOn();
    await passkey();
    expect(await reset(boss)).toBe(true);
    expect(await factorOf(memberId, deps)).toMatchObject({
      ...{ active: null, pending: null, recovery: [], hasPasskey: false },
    });
    // A session of before adds nothing behind it.
    await prepare();
    const late = { to: "active", secret: SECRET, step: 100, recoveryHashes: hashes("b") };
    expect(await set({ ...late, sessionVersion: 1 })).toBe("not_found");
    expect(await reset(boss)).toBe(false);
    const noted = await database.query(
      "select actor_id, member_id from member.security_event where change = 'second factor reset'",
    );
    expect(noted).toEqual([{ actor_id: boss, member_id: memberId }]);
  });

  test("a member, the owner itself, and an administrator who is none any more take nothing", async () => {
    const [member, boss] = [await newMember("member"), await newMember("admin")];
    memberId = await newMember("admin");
    await turnOn();
    expect([await reset(member), await reset(memberId), await reset(newId("member"))]).toEqual([
      ...["forbidden", "forbidden", "forbidden"],
    ]);
    for (const lost of ["role = 'member'", "status = 'disabled'", "deleted_at = now()"]) {
      await database.query(`update member.member set ${lost} where id = $1`, [boss]);
      expect([lost, await reset(boss)]).toEqual([lost, "forbidden"]);
      await database.query(
        "update member.member set role = 'admin', status = 'active', deleted_at = null where id = $1",
        [boss],
      );
    }
    expect((await factorOf(memberId, deps))?.active).not.toBeNull();
    memberId = newId("member");
    expect(await reset(boss)).toBe("not_found");
  });
});

describe("identity 16: a reset of the password", () => {
  const reset = () =>
    replaceCredential(
      {
        ...{ memberId, expectedHash: null, passwordHash: HASH.replaceAll("a", "b") },
        ...{ sessionsVoidBefore: 1, reason: "reset" },
      },
      request,
      deps,
    );
  const left = async () => {
    const factor = await factorOf(memberId, deps);
    const keys = await passkeysOf(memberId, deps);
    return [factor?.active !== null, factor?.recovery.length, keys.map((key) => key.secondOnly)];
  };

  test("identity 56.56: takes a factor of less than 7 days with its codes; an older one stays with all that is", async () => {
    await turnOn();
    await passkey();
    await age("active_at", "6 days 23 hours");
    expect(await reset()).toBe(true);
    expect(await left()).toEqual([false, 0, []]);
    await turnOn();
    await passkey();
    await age("active_at", "8 days");
    expect(await reset()).toBe(true);
    expect(await left()).toEqual([true, 10, [true]]);
  });

  test("identity 56.30: of an administrator a factor stays, however young", async () => {
    memberId = await newMember("admin");
    await turnOn();
    expect(await reset()).toBe(true);
    expect(await left()).toEqual([true, 10, []]);
  });
});
