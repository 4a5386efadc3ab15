/** Accounts at providers on a real PostgreSQL: one member each, one of each provider, and never the last way in. */
import type { IdentityRegister } from "@edgemart/contracts/google";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { replaceCredential } from "../src/rpc/member-credentials.ts";
import {
  identitiesOf,
  identityOf,
  linkIdentity,
  registerWithIdentity,
  unlinkIdentity,
  useIdentity,
} from "../src/rpc/member-identities.ts";
import { removePasskey } from "../src/rpc/member-passkeys.ts";
import { TEST_FACTS } from "./office.ts";

const HASH = `h2$k1$2b$10$${"a".repeat(53)}`;
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
  database.query("truncate member.member, member.security_event, member.outbox cascade"),
);

const account = (change: Partial<IdentityRegister> = {}): IdentityRegister => ({
  ...{ issuer: ISSUER, subject: "100", email: "mina@gmail.com", name: "Mina", locale: "ko" },
  ...{ picture: "https://lh3.googleusercontent.com/a/x" },
  accepts: { terms: "2026-11-01", privacy: "2026-11-01", age14: true },
  ...change,
});

async function newMember({ confirmed = true, password = true } = {}): Promise<string> {
  const id = newId("member");
  await database.query(
    "insert into member.member (id, email, email_norm, name, locale, email_verified) values ($1, $1, $1, 'A', 'ko', $2)",
    [id, confirmed],
  );
  if (password) {
    await database.query("insert into member.member_credential (member_id, hash) values ($1, $2)", [
      id,
      HASH,
    ]);
  }
  return id;
}
async function newPasskey(memberId: string): Promise<string> {
  const id = newId("passkey");
  await database.query(
    `insert into member.passkey (id, member_id, slot, credential_id, public_key, backup_eligible, backed_up, aaguid, rp_id, name)
     values ($1, $2, 0, $1, '\\x01', true, true, '', 'localhost', 'Phone')`,
    [id, memberId],
  );
  return id;
}
const link = (memberId: string, subject: string, memberVersion: number | null = null) =>
  linkIdentity({ issuer: ISSUER, subject, memberId, memberVersion }, REQUEST, deps);
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? "ok" : result.error.code;
const count = async (table: string) => {
  const [row] = await database.query(`select count(*)::int as n from member.${table}`);
  return (row as { n: number }).n;
};

describe("identity 27: an account that begins with Google", () => {
  test("forty at once make one member, one identity and one acceptance", async () => {
    const made = await Promise.all(
      Array.from({ length: 40 }, () => registerWithIdentity(account(), REQUEST, deps)),
    );
    const codes = made.map(codeOf);
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(["ok", "email_taken"]));
    const counts = ["member", "identity", "consent", "outbox"].map(count);
    expect(await Promise.all(counts)).toEqual([1, 1, 3, 1]);
  });

  test("it is confirmed, says how it began, has its picture, and no password", async () => {
    await registerWithIdentity(account(), REQUEST, deps);
    const known = await identityOf({ issuer: ISSUER, subject: "100" }, deps);
    expect(known).toMatchObject({
      hasAnotherWay: false,
      member: {
        ...{ emailVerified: true, provider: "GOOGLE", email: "mina@gmail.com" },
        profileImage: "https://lh3.googleusercontent.com/a/x",
      },
    });
  });

  test("the same account under another address is one account", async () => {
    await registerWithIdentity(account(), REQUEST, deps);
    const again = await registerWithIdentity(account({ email: "jun@gmail.com" }), REQUEST, deps);
    expect(codeOf(again)).toBe("identity_taken");
    expect(await count("member")).toBe(1);
  });

  test("identity 56.23: the database takes no picture of another host", async () => {
    const picture = "https://evil.example/a.png";
    await expect(registerWithIdentity(account({ picture }), REQUEST, deps)).rejects.toThrow();
    expect(await count("member")).toBe(0);
  });
});

describe("identity 29, 30: linking", () => {
  test("identity 56.17: two members link one account at once: one 409", async () => {
    const [mina, jun] = [await newMember(), await newMember()];
    const codes = await Promise.all([link(mina, "7"), link(jun, "7")]);
    expect(codes.map(codeOf).sort()).toEqual(["identity_taken", "ok"]);
  });

  test("one member links two accounts at once: one 409", async () => {
    const mina = await newMember();
    const codes = await Promise.all([link(mina, "7"), link(mina, "8")]);
    expect(codes.map(codeOf).sort()).toEqual(["identity_exists", "ok"]);
    expect(codeOf(await link(mina, "7"))).toBe("identity_exists");
  });

  test("identity 56.18: a ticket of an earlier version of its member links nothing", async () => {
    const mina = await newMember();
    expect(codeOf(await link(mina, "7", 2))).toBe("not_found");
    const linked = await link(mina, "7", 1);
    if (!linked.ok) throw new Error(linked.error.code);
    await unlinkIdentity({ memberId: mina, id: linked.value.id }, REQUEST, deps);
    expect(codeOf(await link(mina, "7", 1))).toBe("not_found");
    expect(await identitiesOf(mina, deps)).toEqual([]);
  });

  test("an unconfirmed, disabled or deleted account is linked to nothing", async () => {
    const squatted = await newMember({ confirmed: false });
    expect(codeOf(await link(squatted, "7"))).toBe("not_found");
    const disabled = await newMember();
    await database.query("update member.member set status = 'disabled' where id = $1", [disabled]);
    expect(codeOf(await link(disabled, "7"))).toBe("not_found");
    const deleted = await newMember();
    await database.query("update member.member set deleted_at = now() where id = $1", [deleted]);
    expect(codeOf(await link(deleted, "7"))).toBe("not_found");
  });

  test("each is in the security log of its member", async () => {
    const mina = await newMember();
    const linked = await link(mina, "7");
    if (!linked.ok) throw new Error(linked.error.code);
    await unlinkIdentity({ memberId: mina, id: linked.value.id }, REQUEST, deps);
    const rows = await database.query("select change from member.security_event order by id");
    expect(rows).toEqual([{ change: "identity linked" }, { change: "identity unlinked" }]);
  });
});

describe("identity 30, 56.19: the last way in", () => {
  test("is not unlinked", async () => {
    const mina = await newMember({ password: false });
    const linked = await link(mina, "7");
    if (!linked.ok) throw new Error(linked.error.code);
    const input = { memberId: mina, id: linked.value.id };
    expect(codeOf(await unlinkIdentity(input, REQUEST, deps))).toBe("last_sign_in_method");
    await newPasskey(mina);
    expect(codeOf(await unlinkIdentity(input, REQUEST, deps))).toBe("ok");
    expect(codeOf(await unlinkIdentity(input, REQUEST, deps))).toBe("not_found");
  });

  test("of passkey and identity that go at once one stays, each time", async () => {
    for (let round = 0; round < 20; round++) {
      const mina = await newMember({ password: false });
      const linked = await link(mina, `r${round}`);
      if (!linked.ok) throw new Error(linked.error.code);
      const passkey = await newPasskey(mina);
      const codes = await Promise.all([
        unlinkIdentity({ memberId: mina, id: linked.value.id }, REQUEST, deps),
        removePasskey({ memberId: mina, id: passkey }, REQUEST, deps),
      ]);
      expect(codes.map(codeOf).sort()).toEqual(["last_sign_in_method", "ok"]);
    }
  });

  test("identity 56.44: another member's is 404", async () => {
    const [mina, jun] = [await newMember(), await newMember()];
    const linked = await link(mina, "7");
    if (!linked.ok) throw new Error(linked.error.code);
    const foreign = { memberId: jun, id: linked.value.id };
    expect(codeOf(await unlinkIdentity(foreign, REQUEST, deps))).toBe("not_found");
    expect(await identitiesOf(mina, deps)).toHaveLength(1);
  });
});

test("identity 52: the database itself refuses an id of another kind, a second account of a provider, a counter or a code out of range, and a factor's state it does not know", async () => {
  const id = await newMember();
  const passkeyId = await newPasskey(id);
  const link = (own: string, subject: string) =>
    database.query(
      "insert into member.identity (id, member_id, provider, issuer, subject) values ($1, $2, 'GOOGLE', $3, $4)",
      [own, id, ISSUER, subject],
    );
  await link(newId("identity"), "1");
  await expect(link(newId("identity"), "2")).rejects.toMatchObject({ code: "23505" });
  await expect(link("pky_1", "3")).rejects.toMatchObject({ code: "23514" });
  await expect(
    database.query("update member.passkey set counter = 4294967296 where id = $1", [passkeyId]),
  ).rejects.toMatchObject({ code: "23514" });
  await expect(
    database.query(
      "insert into member.recovery_code (member_id, slot, hash) values ($1, '10', 'x')",
      [id],
    ),
  ).rejects.toMatchObject({ code: "23514" });
  await expect(
    database.query(
      "insert into member.totp (member_id, secret, state) values ($1, 'sealed secret of 16', 'off')",
      [id],
    ),
  ).rejects.toMatchObject({ code: "23514" });
});

describe("what ends an identity", () => {
  test("identity 53: with its member: the same Google account then opens a new one", async () => {
    const made = await registerWithIdentity(account(), REQUEST, deps);
    if (!made.ok) throw new Error(made.error.code);
    const { id } = made.value.member;
    const viewer = { memberId: id, seesAll: false };
    const write = { key: null, match: "any" as const, requestId: REQUEST, viewer };
    expect((await deps.accounts.remove(id, write)).kind).toBe("done");
    expect(await identityOf({ issuer: ISSUER, subject: "100" }, deps)).toBeNull();
    expect(codeOf(await registerWithIdentity(account(), REQUEST, deps))).toBe("ok");
  });

  test("identity 16, 56.5: a reset of the password takes it, an administrator's too", async () => {
    for (const role of ["member", "admin"]) {
      const id = await newMember();
      await database.query("update member.member set role = $2 where id = $1", [id, role]);
      await link(id, role);
      const change = { memberId: id, expectedHash: null, passwordHash: HASH };
      await replaceCredential({ ...change, sessionsVoidBefore: 0, reason: "reset" }, REQUEST, deps);
      expect(await identitiesOf(id, deps)).toHaveLength(0);
    }
  });

  test("identity 55: a use tells what is so at that moment", async () => {
    const mina = await newMember();
    const linked = await link(mina, "7");
    if (!linked.ok) throw new Error(linked.error.code);
    const used = await useIdentity(linked.value.id, deps);
    expect(used).toMatchObject({ hasAnotherWay: true, member: { id: mina } });
    expect(used?.identity.lastUsedAt).not.toBeNull();
    await unlinkIdentity({ memberId: mina, id: linked.value.id }, REQUEST, deps);
    expect(await useIdentity(linked.value.id, deps)).toBeNull();
  });
});
