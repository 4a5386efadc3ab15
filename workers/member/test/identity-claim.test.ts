/** A claimed account on a real PostgreSQL: emptied, confirmed and linked in one statement, once for each link. */

import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { claimIdentity, identitiesOf, linkIdentity } from "../src/rpc/member-identities.ts";
import { TEST_FACTS } from "./office.ts";

const ISSUER = "https://accounts.google.com";
const REQUEST = "req-1";

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  const [started, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  database = started;
  deps = depsOf(
    readMemberConfig({
      ...signer.vars,
      UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
      UPSTASH_REDIS_REST_TOKEN: "none",
      DATABASE_URL: database.urlOf("member"),
    }),
    TEST_FACTS,
  );
}, 60_000);
afterAll(() => database?.stop());
beforeEach(() =>
  database.query("truncate member.member, member.security_event, member.keyed_effect cascade"),
);

/** An account as a squatter may have prepared it. */
async function prepared(change: { role?: string; confirmed?: boolean } = {}): Promise<string> {
  const id = newId("member");
  await database.query(
    `insert into member.member (id, email, email_norm, name, locale, role, email_verified, address_count)
     values ($1, $1, $1, 'A', 'ko', $2, $3, 0)`,
    [id, change.role ?? "member", change.confirmed ?? false],
  );
  await database.query("insert into member.member_credential (member_id, hash) values ($1, $2)", [
    id,
    `h2$k1$2b$10$${"a".repeat(53)}`,
  ]);
  await database.query(
    `insert into member.passkey (id, member_id, slot, credential_id, public_key, backup_eligible, backed_up, aaguid, rp_id, name)
     values ($1, $2, 0, $1, '\\x01', true, true, '', 'localhost', 'Phone')`,
    [newId("passkey"), id],
  );
  await database.query(
    "insert into member.identity (id, member_id, provider, issuer, subject) values ($1, $2, 'GOOGLE', $3, 'squatter')",
    [newId("identity"), id, ISSUER],
  );
  return id;
}
const claim = (memberId: string, change = {}) =>
  claimIdentity(
    {
      ...{ issuer: ISSUER, subject: "owner", memberId, memberVersion: 1 },
      ...{ linkId: newId("link"), isEmptied: true, sessionsVoidBefore: 1_790_000_000 },
      ...change,
    },
    REQUEST,
    deps,
  );
const left = async () => {
  const [row] = await database.query(
    `select (select count(*)::int from member.member_credential) as passwords,
            (select count(*)::int from member.passkey) as passkeys,
            (select string_agg(subject, ',') from member.identity) as subjects,
            (select email_verified from member.member limit 1) as confirmed`,
  );
  return row;
};
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? "ok" : result.error.code;

describe("identity 28: claimed by its mailbox", () => {
  test("identity 56.4: password, passkey and the squatter's own Google go, and the owner's comes", async () => {
    const id = await prepared();
    const claimed = await claim(id);
    expect(claimed).toMatchObject({
      ok: true,
      value: { hasAnotherWay: false, member: { emailVerified: true, version: 2 } },
    });
    expect(await left()).toEqual({
      ...{ passwords: 0, passkeys: 0, subjects: "owner", confirmed: true },
    });
  });

  test("with a proof of the account everything stays", async () => {
    const id = await prepared();
    await database.query("delete from member.identity");
    expect(codeOf(await claim(id, { isEmptied: false }))).toBe("ok");
    expect(await left()).toEqual({
      ...{ passwords: 1, passkeys: 1, subjects: "owner", confirmed: true },
    });
  });

  test("one that is another member's takes the emptying back", async () => {
    const other = await prepared({ confirmed: true });
    await database.query("delete from member.identity");
    const taken = { issuer: ISSUER, subject: "owner", memberId: other, memberVersion: null };
    expect(codeOf(await linkIdentity(taken, REQUEST, deps))).toBe("ok");
    const id = await prepared();
    expect(codeOf(await claim(id))).toBe("identity_taken");
    expect(await left()).toMatchObject({ passwords: 2, passkeys: 2 });
  });

  test("identity 56.61: a link acts once, of twenty at once too", async () => {
    const id = await prepared();
    const linkId = newId("link");
    const all = await Promise.all(Array.from({ length: 20 }, () => claim(id, { linkId })));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(codeOf(await claim(id, { linkId, memberVersion: 2 }))).toBe("not_found");
    expect(await identitiesOf(id, deps)).toHaveLength(1);
  });

  test.each([
    ["an administrator", { role: "admin" }, {}],
    ["a member of another version", {}, { memberVersion: 2 }],
  ])("not %s", async (_whom, made, asked) => {
    const id = await prepared(made);
    expect(codeOf(await claim(id, asked))).toBe("not_found");
    expect(await left()).toMatchObject({ passwords: 1, passkeys: 1, subjects: "squatter" });
  });
});
