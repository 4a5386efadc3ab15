/** A reset by a mailed link on a real PostgreSQL: what goes with it, what stays, and that it acts once. */
import type { CredentialReplace } from "@edgemart/contracts/credentials";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { credentialOf, register, replaceCredential } from "../src/rpc/member-credentials.ts";
import { identitiesOf, linkIdentity } from "../src/rpc/member-identities.ts";
import { addPasskey, passkeysOf } from "../src/rpc/member-passkeys.ts";
import { TEST_FACTS } from "./office.ts";

const EMAIL = "mina@example.com";
const hash = (letter: string) => `h2$k1$2b$10$${letter.repeat(53)}`;
let database: TestDatabase;
let deps: Deps;

beforeAll(async () => {
  const [started, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  database = started;
  const redis = {
    UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
    UPSTASH_REDIS_REST_TOKEN: "none",
  };
  const env = { ...signer.vars, ...redis, DATABASE_URL: database.urlOf("member") };
  deps = depsOf(readMemberConfig(env), TEST_FACTS);
}, 30_000);
afterAll(() => database?.stop());
beforeEach(() => database.query("truncate member.member cascade"));

/** A member with a passkey, a linked account, an address and a cart. */
async function account(change: { emailVerified?: boolean; role?: "admin" } = {}): Promise<string> {
  const made = await register(
    {
      ...{ email: EMAIL, name: "Mina", locale: "en", passwordHash: hash("a") },
      ...{ idempotencyKey: null, emailVerified: change.emailVerified ?? true },
    },
    deps,
  );
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value.member;
  await addPasskey(
    {
      ...{ memberId: id, credentialId: "c".repeat(22), publicKey: "k".repeat(40), counter: 0 },
      ...{ backupEligible: false, backedUp: false, transports: [], aaguid: "a", rpId: "r" },
      name: "Phone",
    },
    "r",
    deps,
  );
  await database.query(
    `insert into member.identity (id, member_id, provider, issuer, subject)
     values ('${newId("identity")}', '${id}', 'GOOGLE', 'https://accounts.google.com', '7')`,
  );
  await database.query(
    `insert into member.address (id, member_id, recipient, phone, country, postcode, line1)
     values ('${newId("address")}', '${id}', 'Mina', '+82 10 1234 5678', 'KR', '04524', '세종대로 110')`,
  );
  await database.query(
    `update member.member set address_count = 1${change.role ? ", role = 'admin'" : ""} where id = '${id}'`,
  );
  return id;
}
const reset = (memberId: string, changes: Partial<CredentialReplace> = {}) =>
  replaceCredential(
    {
      ...{ memberId, expectedHash: null, passwordHash: hash("b"), sessionsVoidBefore: 1 },
      ...{ reason: "reset", link: { id: newId("link"), emailNorm: EMAIL, isMailed: true } },
      ...changes,
    },
    "r",
    deps,
  );
const left = async (memberId: string) => {
  const passkeys = await passkeysOf(memberId, deps);
  const [row] = await database.query<{ n: number }>(
    `select count(*)::int as n from member.address where member_id = '${memberId}'`,
  );
  const identities = await identitiesOf(memberId, deps);
  return [passkeys.length, identities.length, row?.n];
};

describe("identity 15, 16: a reset by a mailed link", () => {
  test("identity 56.5: passkeys and linked accounts go, the address is confirmed, sessions of before end, and addresses stay", async () => {
    const id = await account();
    const before = await credentialOf(EMAIL, deps);
    expect(await reset(id)).toBe(true);
    const after = await credentialOf(EMAIL, deps);
    expect(after?.passwordHash).toBe(hash("b"));
    expect(after?.sessionsVoidBelow).toBeGreaterThan(before?.sessionsVoidBelow ?? 99);
    expect(await left(id)).toEqual([0, 0, 1]);
  });

  test("what is to be kept is kept", async () => {
    const id = await account();
    expect(await reset(id, { keepOtherWaysIn: true })).toBe(true);
    expect(await left(id)).toEqual([1, 1, 1]);
  });

  test("identity 28: an account that was never confirmed is emptied, whatever is to be kept, and is confirmed then", async () => {
    const id = await account({ emailVerified: false });
    expect(await reset(id, { keepOtherWaysIn: true })).toBe(true);
    expect(await left(id)).toEqual([0, 0, 0]);
    const [row] = await database.query(
      `select email_verified, address_count, default_address_id from member.member where id = '${id}'`,
    );
    expect(row).toEqual({ email_verified: true, address_count: 0, default_address_id: null });
  });

  test("identity 16: an administrator's passkeys stay and sign in no more alone, its linked accounts go unless they are kept", async () => {
    const id = await account({ emailVerified: false, role: "admin" });
    expect(await reset(id, { keepOtherWaysIn: true })).toBe(true);
    expect(await left(id)).toEqual([1, 1, 1]);
    expect(await reset(id)).toBe(true);
    expect(await left(id)).toEqual([1, 0, 1]);
    expect(await passkeysOf(id, deps)).toMatchObject([{ secondOnly: true }]);
  });

  test("identity 16, 57a: a settled factor stays, and no linked account that would be the first factor to a thief's passkey", async () => {
    const id = await account();
    await database.query(
      `insert into member.totp (member_id, secret, state, active_at)
       values ('${id}', 'sealed secret of 16', 'active', now() - interval '8 days')`,
    );
    expect(await reset(id)).toBe(true);
    expect(await left(id)).toEqual([1, 0, 1]);
    const after = await credentialOf(EMAIL, deps);
    expect(after?.factors).toMatchObject({ totp: true, passkey: true });
  });

  test("identity 57a: what a session adds behind the reset is refused, what a newer one adds is kept", async () => {
    const id = await account();
    const before = (await credentialOf(EMAIL, deps))?.member.version ?? 0;
    expect(await reset(id)).toBe(true);
    const after = (await credentialOf(EMAIL, deps))?.member.version ?? 0;
    const passkey = {
      ...{ memberId: id, credentialId: "d".repeat(22), publicKey: "k".repeat(40), counter: 0 },
      ...{ backupEligible: false, backedUp: false, transports: [], aaguid: "a", rpId: "r" },
      name: "Phone",
    };
    const google = { issuer: "https://accounts.google.com", subject: "8", memberId: id };
    const add = async (sessionVersion: number) => [
      (await addPasskey({ ...passkey, sessionVersion }, "r", deps)).ok,
      (await linkIdentity({ ...google, memberVersion: null, sessionVersion }, "r", deps)).ok,
    ];
    expect(await add(before)).toEqual([false, false]);
    expect(await left(id)).toEqual([0, 0, 1]);
    expect(await add(after)).toEqual([true, true]);
  });

  test("a link that was handed on by hand confirms no address and empties nothing", async () => {
    const id = await account({ emailVerified: false });
    const link = { id: newId("link"), emailNorm: EMAIL, isMailed: false };
    expect(await reset(id, { link, keepOtherWaysIn: true })).toBe(true);
    expect(await left(id)).toEqual([1, 1, 1]);
    expect((await credentialOf(EMAIL, deps))?.member.emailVerified).toBe(false);
  });
});

describe("identity 4: member compares once more, and each link acts once", () => {
  test("identity 56.61: of twenty uses of one link at once one acts", async () => {
    const id = await account();
    const link = { id: newId("link"), emailNorm: EMAIL, isMailed: true };
    const done = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        reset(id, { link, passwordHash: hash(String.fromCharCode(98 + n)) }),
      ),
    );
    expect(done.filter(Boolean)).toHaveLength(1);
  });

  test("identity 56.49: another address, a disabled and a deleted account: nothing is written", async () => {
    const id = await account();
    const moved = { id: newId("link"), emailNorm: "other@example.com", isMailed: true };
    expect(await reset(id, { link: moved })).toBe(false);
    await database.query("update member.member set status = 'disabled'");
    expect(await reset(id)).toBe(false);
    await database.query("update member.member set status = 'active', deleted_at = now()");
    expect(await reset(id)).toBe(false);
    await database.query("update member.member set deleted_at = null");
    expect((await credentialOf(EMAIL, deps))?.passwordHash).toBe(hash("a"));
    expect(await left(id)).toEqual([1, 1, 1]);
  });
});
