/** Changes of accounts against a real PostgreSQL and a real Redis. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import {
  credentialOfId,
  register,
  replaceCredential,
  stateOf,
} from "../src/rpc/member-credentials.ts";
import { type Office, openOffice, TEST_FACTS } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 30_000);
afterAll(() => office?.close());
beforeEach(() => office.empty());

const OLD_AUTH = () => ({ auth_time: Math.floor(Date.now() / 1000) - 1000 });
const HASH = (sign: string) => `h2$k1$2b$10$${sign.repeat(53)}`;
const PROFILE = { name: "Mina Kim", locale: "en" };

async function someone(email = "mina@example.com") {
  const { body } = await office.post({ email, name: "Mina" });
  return { id: body.id as string, token: await office.signer.sign(body.id, "member") };
}

/** An administrator with a row of its own. */
async function anAdmin(email: string) {
  const { id } = await someone(email);
  await office.database.query("update member.member set role = 'admin' where id = $1", [id]);
  return { id, token: await office.signer.sign(id, "admin") };
}

const path = (id: string) => `/api/members/${id}`;
const state = async (id: string) =>
  (
    await office.database.query<Record<string, unknown>>(
      "select * from member.member where id = $1",
      [id],
    )
  )[0];
const mark = (id: string) => office.store.redis.get<string>(`rev:m:${id}`);

describe("member API: writes of a profile", () => {
  test("a write says which version it is based on: 428 without, 412 on a lost update, 200 with the next ETag", async () => {
    const { id, token } = await someone();
    expect((await office.send("PUT", path(id), token, PROFILE)).status).toBe(428);
    const put = await office.send("PUT", path(id), token, PROFILE, { "if-match": '"1"' });
    expect([put.status, put.headers.get("etag"), put.body.name]).toEqual([200, '"2"', "Mina Kim"]);
    const lost = await office.send("PATCH", path(id), token, { name: "X" }, { "if-match": '"1"' });
    expect([lost.status, lost.body.code]).toEqual([412, "precondition_failed"]);
    const weak = await office.send(
      "PATCH",
      path(id),
      token,
      { name: "X" },
      { "if-match": 'W/"2"' },
    );
    expect(weak.status).toBe(412);
    const patch = await office.send("PATCH", path(id), token, { name: "X" }, { "if-match": '"2"' });
    expect([patch.status, patch.body.name, patch.body.locale]).toEqual([200, "X", "en"]);
  });

  test("of 20 parallel writes on one version exactly one wins", async () => {
    const { id, token } = await someone();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        office.send("PATCH", path(id), token, { name: `N${i}` }, { "if-match": '"1"' }),
      ),
    );
    expect(answers.map((each) => each.status).sort()).toEqual([200, ...Array(19).fill(412)]);
    expect((await state(id))?.version).toBe(2);
  });

  test("auth attack 92: a repeated key changes nothing and answers the same; with another body it is 422", async () => {
    const { id, token } = await someone();
    const headers = { "if-match": '"1"', "idempotency-key": "key-1" };
    const first = await office.send("PATCH", path(id), token, { name: "A" }, headers);
    const again = await office.send("PATCH", path(id), token, { name: "A" }, headers);
    expect([first.status, again.status, again.body.version]).toEqual([200, 200, 2]);
    const other = await office.send("PATCH", path(id), token, { name: "B" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    const moved = await office.send("DELETE", path(id), token, undefined, {
      ...headers,
      "if-match": '"2"',
    });
    expect(moved.status).toBe(422);
    expect((await state(id))?.deleted_at).toBeNull();
  });

  test("a refused write does not use its key up; parallel ones of one key make one change", async () => {
    const { id, token } = await someone();
    const key = { "idempotency-key": "key-2" };
    await office.send("PATCH", path(id), token, { name: "A" }, { ...key, "if-match": '"9"' });
    expect(await office.count("keyed_effect")).toBe(0);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        office.send("PATCH", path(id), token, { name: "A" }, { ...key, "if-match": '"1"' }),
      ),
    );
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([200]));
    expect((await state(id))?.version).toBe(2);
  });

  test("auth attack 78: a foreign member is 404 on every verb and nothing changes", async () => {
    const { id } = await someone();
    const { token: stranger } = await someone("stranger@example.com");
    const match = { "if-match": "*" };
    const answers = await Promise.all([
      office.send("PUT", path(id), stranger, PROFILE, match),
      office.send("PATCH", path(id), stranger, { name: "X" }, match),
      office.send("DELETE", path(id), stranger, undefined, match),
      office.send("GET", `${path(id)}/addresses`, stranger),
    ]);
    expect(answers.map((each) => each.status)).toEqual([404, 404, 404, 404]);
    expect([(await state(id))?.version, await mark(id)]).toEqual([1, null]);
  });

  test.each([
    { role: "admin" },
    { status: "active" },
    { email: "x@example.com" },
    { emailVerified: true },
    {},
  ])("auth attack 55: the profile takes no %j", async (body) => {
    const { id, token } = await someone();
    const answer = await office.send("PATCH", path(id), token, body, { "if-match": '"1"' });
    expect([answer.status, (await state(id))?.version]).toEqual([422, 1]);
  });
});

describe("auth 53, 63: role, status and deletion", () => {
  test("an administrator changes a role: tokens are void, the log says who and what", async () => {
    const { id } = await someone();
    const before = Math.floor(Date.now() / 1000);
    const answer = await office.send("PUT", `${path(id)}/role`, office.admin, { role: "admin" });
    expect([answer.status, answer.body.role]).toEqual([200, "admin"]);
    expect(Number(await mark(id))).toBeGreaterThan(before);
    expect(await office.store.redis.ttl(`rev:m:${id}`)).toBeGreaterThan(305);
    const logged = await office.database.query(
      "select event, actor_id, member_id, change from member.security_event",
    );
    expect(logged).toEqual([
      { event: "authz_change", actor_id: office.adminId, member_id: id, change: "role admin" },
    ]);
  });

  test("no member and no administrator without a recent password changes a role", async () => {
    const { id, token } = await someone();
    const stale = await office.signer.sign(office.adminId, "admin", OLD_AUTH());
    const own = await office.send("PUT", `${path(id)}/role`, token, { role: "admin" });
    const late = await office.send("PUT", `${path(id)}/role`, stale, { role: "admin" });
    expect([own.status, late.status, late.body.code]).toEqual([
      403,
      401,
      "reauthentication_required",
    ]);
    expect(late.headers.get("www-authenticate")).toContain("insufficient_user_authentication");
    expect((await state(id))?.role).toBe("member");
  });

  test("the last administrator can be neither demoted, disabled nor deleted", async () => {
    const { id, token } = await anAdmin("root@example.com");
    await office.dismiss();
    const answers = await Promise.all([
      office.send("PUT", `${path(id)}/role`, token, { role: "member" }),
      office.send("PUT", `${path(id)}/status`, token, { status: "disabled" }),
      office.send("DELETE", path(id), token, undefined, { "if-match": "*" }),
    ]);
    expect(answers.map((each) => each.body?.code)).toEqual(Array(3).fill("last_admin"));
    expect(await state(id)).toMatchObject({ role: "admin", status: "active", deleted_at: null });
  });

  test("of administrators who remove each other at the same moment one stays", async () => {
    for (let round = 0; round < 10; round++) {
      await office.empty();
      const [a, b] = [await anAdmin("a@example.com"), await anAdmin("b@example.com")];
      await office.dismiss();
      await Promise.all([
        office.send("PUT", `${path(b.id)}/role`, a.token, { role: "member" }),
        office.send("DELETE", path(a.id), b.token, undefined, { "if-match": "*" }),
      ]);
      const [row] = await office.database.query<{ n: number }>(
        "select count(*)::int n from member.member where role = 'admin' and deleted_at is null",
      );
      expect(row?.n).toBe(1);
    }
  });

  test("disabling voids sessions made until then, for good; enabling does not revive them", async () => {
    const { id } = await someone();
    const deps = depsOf(readMemberConfig(office.env), TEST_FACTS);
    const now = Math.floor(Date.now() / 1000);
    const off = await office.send("PUT", `${path(id)}/status`, office.admin, {
      status: "disabled",
    });
    await office.send("PUT", `${path(id)}/status`, office.admin, { status: "active" });
    expect(off.body.status).toBe("disabled");
    const after = await stateOf(id, deps);
    expect(after?.status).toBe("active");
    expect(after?.sessionsVoidBefore).toBeGreaterThan(now);
    // Sessions opened on the version of the disabling, which is in force, or later are good.
    expect([after?.sessionsVoidBelow, after?.version]).toEqual([2, 3]);
  });

  test("a member deletes itself: credential, addresses and tokens go, the e-mail is free", async () => {
    const deps = depsOf(readMemberConfig(office.env), TEST_FACTS);
    const account = {
      email: "mina@example.com",
      name: "Mina",
      locale: "ko",
      passwordHash: HASH("a"),
      idempotencyKey: null,
    };
    const made = await register(account, deps);
    const id = made.ok ? made.value.member.id : "";
    const old = await office.signer.sign(id, "member", OLD_AUTH());
    const match = { "if-match": '"1"' };
    expect((await office.send("DELETE", path(id), old, undefined, match)).status).toBe(401);
    const token = await office.signer.sign(id, "member");
    const gone = await office.send("DELETE", path(id), token, undefined, match);
    expect([gone.status, gone.body]).toEqual([204, null]);
    expect(await mark(id)).not.toBeNull();
    expect([await office.count("member_credential"), await stateOf(id, deps)]).toEqual([0, null]);
    expect((await register(account, deps)).ok).toBe(true);
  });

  test("auth 51: without Redis rights do not change and the answer is 503; profiles do", async () => {
    const { id, token } = await someone();
    const away = { ...office.env, UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1" };
    const put = await office.send(
      "PUT",
      `${path(id)}/role`,
      office.admin,
      { role: "admin" },
      {},
      away,
    );
    const remove = await office.send(
      "DELETE",
      path(id),
      token,
      undefined,
      { "if-match": "*" },
      away,
    );
    expect([put.status, remove.status]).toEqual([503, 503]);
    expect(await state(id)).toMatchObject({ role: "member", deleted_at: null, version: 1 });
    const patch = await office.send(
      "PATCH",
      path(id),
      token,
      { name: "X" },
      { "if-match": "*" },
      away,
    );
    expect(patch.status).toBe(200);
  });

  test("the Worker's role can add to the security log, never change it", async () => {
    const { id, token } = await someone();
    await office.send("DELETE", path(id), token, undefined, { "if-match": "*" });
    const granted = await office.database.query(
      `select privilege_type p from information_schema.role_table_grants
        where grantee = 'edgemart_member' and table_name = 'security_event' order by 1`,
    );
    expect(granted).toEqual([{ p: "INSERT" }, { p: "SELECT" }]);
  });
});

describe("auth 22, 58: a stored hash is replaced by compare-and-set", () => {
  test("only the expected hash is replaced; a reset needs none; a deleted member has none", async () => {
    const deps = depsOf(readMemberConfig(office.env), TEST_FACTS);
    const made = await register(
      {
        email: "mina@example.com",
        name: "Mina",
        locale: "ko",
        passwordHash: HASH("a"),
        idempotencyKey: null,
      },
      deps,
    );
    const memberId = made.ok ? made.value.member.id : "";
    const replace = (expectedHash: string | null, passwordHash: string, reason: string) => {
      const sessionsVoidBefore = reason === "upgrade" ? 0 : 1_800_000_000;
      const input = { memberId, expectedHash, passwordHash, sessionsVoidBefore, reason };
      return replaceCredential(input, "request", deps);
    };
    expect((await stateOf(memberId, deps))?.sessionsVoidBefore).toBe(0);
    expect(await replace(HASH("x"), HASH("b"), "change")).toBe(false);
    expect(await replace(HASH("a"), HASH("b"), "change")).toBe(true);
    expect((await stateOf(memberId, deps))?.sessionsVoidBefore).toBe(1_800_000_000);
    expect(await replace(HASH("a"), HASH("c"), "upgrade")).toBe(false);
    expect(await replace(null, HASH("d"), "reset")).toBe(true);
    expect((await credentialOfId(memberId, deps))?.passwordHash).toBe(HASH("d"));
    expect(await office.count("security_event")).toBe(2);
    const { id } = await someone("other@example.com");
    const first = {
      ...{ memberId: id, expectedHash: null, passwordHash: HASH("e") },
      sessionsVoidBefore: 0,
    };
    expect(await replaceCredential({ ...first, reason: "change" }, "request", deps)).toBe(false);
    expect(await replaceCredential({ ...first, reason: "reset" }, "request", deps)).toBe(true);
  });
});

test("member API: the export holds everything about the caller and needs a recent password", async () => {
  const { id, token } = await someone();
  const old = await office.signer.sign(id, "member", OLD_AUTH());
  expect((await office.send("GET", "/api/members/me/export", old)).status).toBe(401);
  const { status, body, headers } = await office.send("GET", "/api/members/me/export", token);
  expect([status, body.member.id, body.addresses]).toEqual([200, id, []]);
  expect(headers.get("content-disposition")).toContain("attachment");
  expect(JSON.stringify(body)).not.toMatch(/h2\$|hash/i);
});

test("identity 53: the export names linked accounts, passkeys without their keys, and the state of the factor", async () => {
  const { id, token } = await someone();
  const hash = "x".repeat(60);
  await office.database.query(
    `insert into member.identity (id, member_id, provider, issuer, subject)
     values ($1, $2, 'GOOGLE', 'https://accounts.google.com', 'subject-of-google')`,
    [newId("identity"), id],
  );
  await office.database.query(
    `insert into member.passkey (id, member_id, slot, credential_id, public_key, backup_eligible, backed_up, transports, aaguid, rp_id, name)
     values ($1, $2, 0, 'credential-of-a-phone', '\\x0102', true, true, '{}', 'none', 'localhost', 'Phone')`,
    [newId("passkey"), id],
  );
  await office.database.query(
    "insert into member.totp (member_id, secret, state, active_at) values ($1, 't1.k1.secret-of-an-app', 'active', now())",
    [id],
  );
  await office.database.query(
    "insert into member.recovery_code (member_id, slot, hash) values ($1, '3', $2)",
    [id, hash],
  );
  const { body } = await office.send("GET", "/api/members/me/export", token);
  expect(body.signInWays).toMatchObject({
    identities: [{ provider: "GOOGLE", lastUsedAt: null }],
    passkeys: [{ name: "Phone" }],
    secondFactor: { state: "active", recoveryCodesLeft: 1 },
  });
  expect(JSON.stringify(body)).not.toMatch(/credential-of|secret-of|subject-of|x{60}|0102/);
});
