/** The RPC of member against a real PostgreSQL, called as functions; rpc.workerd.test.ts calls it through workerd. */

import { LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import type { CredentialRegister } from "@edgemart/contracts/credentials";
import { type TokenSigner, tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { type MemberConfig, readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { me } from "../src/rpc/member.ts";
import { credentialOf, register, stateOf } from "../src/rpc/member-credentials.ts";
import { TEST_FACTS } from "./office.ts";

let database: TestDatabase;
let signer: TokenSigner;
let config: MemberConfig;
let deps: Deps;
/** Nothing here marks tokens. */
const NO_REDIS = {
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
  UPSTASH_REDIS_REST_TOKEN: "none",
};
const HASH = `h2$k1$2b$10$${"a".repeat(53)}`;

beforeAll(async () => {
  [database, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  config = readMemberConfig({
    ...signer.vars,
    ...NO_REDIS,
    DATABASE_URL: database.urlOf("member"),
  });
  deps = depsOf(config, TEST_FACTS);
}, 30_000);
afterAll(() => database?.stop());
beforeEach(() => database.query("truncate member.member cascade"));

function account(change: Partial<CredentialRegister> = {}): CredentialRegister {
  return {
    email: "mina@example.com",
    name: "Mina",
    locale: "en",
    passwordHash: HASH,
    idempotencyKey: null,
    ...change,
  };
}

async function rows(): Promise<[members: number, credentials: number, effects: number]> {
  const [row] = await database.query<{ m: number; c: number; k: number }>(
    `select (select count(*) from member.member)::int m,
            (select count(*) from member.member_credential)::int c,
            (select count(*) from member.keyed_effect)::int k`,
  );
  return [row?.m ?? -1, row?.c ?? -1, row?.k ?? -1];
}

describe("auth 10: register", () => {
  test("attack 91: 100 parallel registers of one e-mail make one member with one credential", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        register(account({ email: i % 2 ? "Mina@example.com" : "mina@EXAMPLE.com" }), deps),
      ),
    );
    expect(answers.filter((each) => each.ok)).toHaveLength(1);
    const refused = answers.flatMap((each) => (each.ok ? [] : [each.error.code]));
    expect(new Set(refused)).toEqual(new Set(["email_taken"]));
    expect(await rows()).toEqual([1, 1, 0]);
  });

  test("50 parallel registers of one key make one member; one call made it, the others repeat it", async () => {
    const input = account({ idempotencyKey: "k".repeat(24) });
    const answers = await Promise.all(Array.from({ length: 50 }, () => register(input, deps)));
    const values = answers.map((each) => (each.ok ? each.value : null));
    expect(new Set(values.map((each) => each?.member.id)).size).toBe(1);
    expect(values.filter((each) => each?.repeated === false)).toHaveLength(1);
    expect(await rows()).toEqual([1, 1, 1]);
  });

  test("a repeat keeps the first hash: a second salt changes nothing", async () => {
    const input = account({ idempotencyKey: "k".repeat(24) });
    await register(input, deps);
    const again = await register({ ...input, passwordHash: HASH.replaceAll("a", "b") }, deps);
    expect(again).toMatchObject({ ok: true, value: { repeated: true } });
    expect((await credentialOf("mina@example.com", deps))?.passwordHash).toBe(HASH);
  });

  test("attack 92: a key with another name or address is idempotency_key_reused and makes nothing", async () => {
    const input = account({ idempotencyKey: "k".repeat(24) });
    await register(input, deps);
    expect(await register({ ...input, name: "Other" }, deps)).toMatchObject({
      error: { code: "idempotency_key_reused" },
    });
  });

  test("attack 92: a key with another address is idempotency_key_reused and makes nothing", async () => {
    const key = { idempotencyKey: "k".repeat(24) };
    await register(account(key), deps);
    const second = await register(account({ ...key, email: "jun@example.com" }), deps);
    expect(second).toMatchObject({ error: { code: "idempotency_key_reused" } });
    expect(JSON.stringify(second)).not.toContain("mina");
    expect(await rows()).toEqual([1, 1, 1]);
  });

  test("attack 91: when the credential cannot be written there is no member and no keyed effect", async () => {
    await database.query(
      "alter table member.member_credential add constraint broken check (false) not valid",
    );
    const input = account({ idempotencyKey: "k".repeat(24) });
    await expect(register(input, deps)).rejects.toThrow();
    expect(await rows()).toEqual([0, 0, 0]);
    await database.query("alter table member.member_credential drop constraint broken");
    expect(await register(input, deps)).toMatchObject({ ok: true, value: { repeated: false } });
  });

  test("an error of the database quotes neither the e-mail nor the hash", async () => {
    await database.query(
      "alter table member.member_credential add constraint broken check (false) not valid",
    );
    const thrown = await register(account(), deps).catch((error: Error) => error);
    await database.query("alter table member.member_credential drop constraint broken");
    expect(String(thrown)).toMatch(/broken/);
    expect(String(thrown)).not.toMatch(/mina|h2\$/);
  });

  test.each([
    ["no hash", { passwordHash: "" }],
    ["an address that is none", { email: "mina" }],
    ["a name with a line break", { name: "a\nb" }],
    ["a role", { role: "admin" }],
    ["an object for a name", { name: {} }],
  ])("%s is validation_failed", async (_what, change) => {
    const answer = await register({ ...account(), ...change }, deps);
    expect(answer).toMatchObject({ ok: false, error: { code: "validation_failed" } });
    expect(await rows()).toEqual([0, 0, 0]);
  });
});

describe("credentials: reads", () => {
  test("auth attack 58: the credential is found under any spelling of the address, tags kept apart", async () => {
    await register(account({ email: "User+Tag@Example.com" }), deps);
    const found = await credentialOf("user+tag@EXAMPLE.COM", deps);
    expect(found).toMatchObject({ passwordHash: HASH, member: { email: "User+Tag@Example.com" } });
    expect(await credentialOf("user@example.com", deps)).toBeNull();
  });

  test("a member without a password has a null hash", async () => {
    await register(account(), deps);
    await database.query("delete from member.member_credential");
    expect(await credentialOf("mina@example.com", deps)).toMatchObject({ passwordHash: null });
  });

  test.each([
    "nobody@example.com",
    "' OR 1=1--",
    "",
    "a@b",
    7,
    null,
    { $gt: "" },
    "\0@example.com",
  ])("auth attacks 48, 49: %j belongs to nobody", async (email) => {
    await register(account(), deps);
    expect(await credentialOf(email, deps)).toBeNull();
    expect(await rows()).toEqual([1, 1, 0]);
  });

  test("auth 47: the state is the present one, and null once deleted", async () => {
    const made = await register(account(), deps);
    const id = made.ok ? made.value.member.id : "";
    await database.query("update member.member set status = 'disabled', role = 'admin'");
    expect(await stateOf(id, deps)).toMatchObject({ status: "disabled", role: "admin" });
    await database.query("update member.member set deleted_at = now()");
    expect(await stateOf(id, deps)).toBeNull();
    expect(await stateOf("' OR 1=1--", deps)).toBeNull();
    expect(await credentialOf("mina@example.com", deps)).toBeNull();
  });
});

describe("auth 66: me", () => {
  test("the token's own member is answered, without anything of its credential", async () => {
    const made = await register(account(), deps);
    const id = made.ok ? made.value.member.id : "";
    const answer = await me(await signer.sign(id, "member"), deps, config);
    expect(answer).toMatchObject({ ok: true, value: { id, name: "Mina" } });
    expect(JSON.stringify(answer)).not.toMatch(/h2\$|email_?norm|hash/i);
  });

  test("a bad token is token_invalid, a missing member not_found", async () => {
    expect(await me("a.b.c", deps, config)).toMatchObject({ error: { code: "token_invalid" } });
    expect(await me(undefined, deps, config)).toMatchObject({ error: { code: "token_invalid" } });
    const ghost = await signer.sign(newId("member"), "admin");
    expect(await me(ghost, deps, config)).toMatchObject({ error: { code: "not_found" } });
  });
});

describe("storefront B23: what was agreed to", () => {
  const accepts = { ...LEGAL_VERSIONS, age14: true } as const;
  const kept = () =>
    database.query<{ kind: string; version: string; at: Date }>(
      "select kind, version, at from member.consent order by kind",
    );

  test("is kept with the account: what, which version, when; once for a repeated key", async () => {
    const input = account({ accepts, idempotencyKey: "c".repeat(24) });
    await Promise.all([register(input, deps), register(input, deps)]);
    const lines = await kept();
    expect(lines.map(({ kind, version }) => [kind, version])).toEqual([
      ["age14", "14"],
      ["privacy", LEGAL_VERSIONS.privacy],
      ["terms", LEGAL_VERSIONS.terms],
    ]);
    for (const { at } of lines) expect(at).toBeInstanceOf(Date);
  });

  test("a caller that asks its own people may leave it out, and nothing is kept", async () => {
    expect((await register(account(), deps)).ok).toBe(true);
    expect(await kept()).toEqual([]);
  });

  test.each([
    ["another version of the terms", { ...accepts, terms: "2020-01-01" }],
    ["another version of the privacy policy", { ...accepts, privacy: "" }],
    ["nobody of that age", { ...accepts, age14: false }],
    ["a part of it", { terms: accepts.terms }],
    ["more than that", { ...accepts, marketing: true }],
  ])("%s opens no account", async (_what, wrong) => {
    const answer = await register({ ...account(), accepts: wrong }, deps);
    expect(answer.ok ? "ok" : answer.error.code).toBe("validation_failed");
    expect(await rows()).toEqual([0, 0, 0]);
  });

  test("the Worker's role may neither change nor delete it", async () => {
    const grants = await database.query<{ privilege: string }>(
      `select privilege_type as privilege from information_schema.role_table_grants
        where table_schema = 'member' and table_name = 'consent' and grantee = 'edgemart_member' order by 1`,
    );
    expect(grants.map(({ privilege }) => privilege)).toEqual(["INSERT", "SELECT"]);
  });
});
