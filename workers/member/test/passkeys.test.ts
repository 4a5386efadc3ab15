/** Passkeys on a real PostgreSQL: limits, counters and the last way in hold whatever comes at once. */
import type { PasskeyKeep } from "@edgemart/contracts/passkeys";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { replaceCredential } from "../src/rpc/member-credentials.ts";
import {
  addPasskey,
  passkeyOf,
  passkeysOf,
  removePasskey,
  renamePasskey,
  usePasskey,
} from "../src/rpc/member-passkeys.ts";
import { TEST_FACTS } from "./office.ts";

const HASH = `h2$k1$2b$10$${"a".repeat(53)}`;

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
  memberId = await newMember("member", true);
});

async function newMember(role: "member" | "admin", hasPassword: boolean): Promise<string> {
  const id = newId("member");
  await database.query(
    "insert into member.member (id, email, email_norm, name, locale, role) values ($1, $1, $1, 'A', 'ko', $2)",
    [id, role],
  );
  if (hasPassword) {
    await database.query("insert into member.member_credential (member_id, hash) values ($1, $2)", [
      id,
      HASH,
    ]);
  }
  return id;
}

let made = 0;
const keep = (change: Partial<PasskeyKeep> = {}): PasskeyKeep => ({
  memberId,
  credentialId: `credential-number-${++made}`,
  publicKey: "pQECAyYgASFYIA",
  counter: 0,
  backupEligible: true,
  backedUp: true,
  transports: ["internal", "hybrid"],
  aaguid: "00000000-0000-0000-0000-000000000000",
  rpId: "localhost",
  name: "Mina's phone",
  ...change,
});
const request = "req-1";
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) =>
  answer.ok ? "ok" : answer.error.code;
async function added(change: Partial<PasskeyKeep> = {}) {
  const answer = await addPasskey(keep(change), request, deps);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}
const events = async () =>
  (
    await database.query<{ change: string }>("select change from member.security_event order by id")
  ).map(({ change }) => change);

describe("identity 38: a new passkey", () => {
  test("is kept as it was verified, and read back byte for byte", async () => {
    const input = keep({ counter: 7, backupEligible: false, backedUp: false });
    const answer = await addPasskey(input, request, deps);
    const { aaguid: _, backedUp, ...kept } = input;
    expect(answer).toMatchObject({ ok: true, value: { ...kept, synced: backedUp } });
    const found = await passkeyOf(input.credentialId, deps);
    expect(found).toMatchObject({ passkey: kept, member: { id: memberId } });
    expect(await events()).toEqual(["passkey added"]);
  });

  test("20 at once leave ten, each in a place of its own", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => addPasskey(keep(), request, deps)),
    );
    const codes = answers.map(codeOf);
    expect(codes.filter((code) => code === "ok")).toHaveLength(10);
    expect(codes.filter((code) => code === "passkeys_full")).toHaveLength(10);
    expect(await passkeysOf(memberId, deps)).toHaveLength(10);
  });

  test("identity 56.43: one credential is registered once, whoever asks, also at once", async () => {
    const other = await newMember("member", true);
    const input = keep();
    const answers = await Promise.all(
      [memberId, other, memberId, other].map((owner) =>
        addPasskey({ ...input, memberId: owner }, request, deps),
      ),
    );
    expect(answers.map(codeOf).sort()).toEqual([
      "ok",
      "passkey_exists",
      "passkey_exists",
      "passkey_exists",
    ]);
  });

  test("identity 56.49: none for a disabled, deleted or unknown member", async () => {
    const gone = await newMember("member", true);
    await database.query("update member.member set deleted_at = now() where id = $1", [gone]);
    await database.query("update member.member set status = 'disabled' where id = $1", [memberId]);
    for (const owner of [memberId, gone, newId("member")]) {
      expect(codeOf(await addPasskey(keep({ memberId: owner }), request, deps))).toBe("not_found");
    }
  });
});

describe("identity 40: the counter", () => {
  const use = (id: string, counter: number) =>
    usePasskey({ id, counter, backedUp: true }, request, deps);

  test("0 and 0 is fine for ever, a higher one is kept", async () => {
    const { id, credentialId } = await added();
    expect([await use(id, 0), await use(id, 0), await use(id, 9)]).toEqual([
      "used",
      "used",
      "used",
    ]);
    const found = await passkeyOf(credentialId, deps);
    expect(found?.passkey).toMatchObject({ counter: 9, suspended: false });
    expect(found?.passkey.lastUsedAt).not.toBeNull();
  });

  test("identity 56.41: one that did not rise is let in where several devices hold it, and noted", async () => {
    const { id, credentialId } = await added({ counter: 5 });
    expect([await use(id, 5), await use(id, 4), await use(id, 0)]).toEqual([
      "not_higher",
      "not_higher",
      "not_higher",
    ]);
    expect((await passkeyOf(credentialId, deps))?.passkey.counter).toBe(5);
    expect((await events()).slice(1)).toEqual(Array(3).fill("passkey counter not higher"));
  });

  test("identity 56.41: of one device it suspends, and a suspended one is refused from then on", async () => {
    const { id, credentialId } = await added({ counter: 5, backupEligible: false });
    expect([await use(id, 5), await use(id, 6), await use(id, 7)]).toEqual([
      "suspended",
      "gone",
      "gone",
    ]);
    expect((await passkeyOf(credentialId, deps))?.passkey).toMatchObject({
      suspended: true,
      counter: 5,
      lastUsedAt: null,
    });
    expect(await events()).toEqual(["passkey added", "passkey suspended"]);
  });

  test("of 20 uses of one counter at once one is used; the copy it betrays is suspended", async () => {
    const { id } = await added({ counter: 5, backupEligible: false });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => use(id, 6)));
    expect(outcomes.filter((outcome) => outcome === "used")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "suspended")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "gone")).toHaveLength(18);
  });
});

describe("identity 43: a member's own passkeys", () => {
  test("are listed oldest first, renamed and deleted; another's is as unknown", async () => {
    const first = await added();
    const second = await added();
    const other = await newMember("member", true);
    const named = { memberId, id: second.id, name: "Desk" };
    expect(await renamePasskey(named, deps)).toMatchObject({ name: "Desk" });
    expect(await renamePasskey({ ...named, memberId: other }, deps)).toBeNull();
    const foreign = { memberId: other, id: first.id };
    expect(codeOf(await removePasskey(foreign, request, deps))).toBe("not_found");
    expect((await passkeysOf(memberId, deps)).map(({ name }) => name)).toEqual([
      "Mina's phone",
      "Desk",
    ]);
    expect(codeOf(await removePasskey({ memberId, id: first.id }, request, deps))).toBe("ok");
    expect(codeOf(await removePasskey({ memberId, id: first.id }, request, deps))).toBe(
      "not_found",
    );
    expect(await passkeyOf(first.credentialId, deps)).toBeNull();
  });

  test("identity 56.19: the last way in stays; of two deleted at once one does", async () => {
    memberId = await newMember("member", false);
    const ids = [await added(), await added()].map(({ id }) => id);
    const answers = await Promise.all(
      ids.map((id) => removePasskey({ memberId, id }, request, deps)),
    );
    expect(answers.map(codeOf).sort()).toEqual(["last_sign_in_method", "ok"]);
    expect(await passkeysOf(memberId, deps)).toHaveLength(1);
  });

  test("a suspended passkey is no way in", async () => {
    memberId = await newMember("member", false);
    const { id } = await added();
    const copied = await added({ counter: 5, backupEligible: false });
    await usePasskey({ id: copied.id, counter: 1, backedUp: false }, request, deps);
    expect(codeOf(await removePasskey({ memberId, id }, request, deps))).toBe(
      "last_sign_in_method",
    );
    expect(codeOf(await removePasskey({ memberId, id: copied.id }, request, deps))).toBe("ok");
  });
});

describe("identity 16: a reset of the password", () => {
  const reset = (owner: string, reason: "reset" | "change") =>
    replaceCredential(
      {
        memberId: owner,
        expectedHash: reason === "reset" ? null : HASH,
        passwordHash: HASH.replaceAll("a", "b"),
        sessionsVoidBefore: 1,
        reason,
      },
      request,
      deps,
    );

  test("identity 56.5: takes a member's passkeys; a change by the member leaves them", async () => {
    await added();
    expect(await reset(memberId, "change")).toBe(true);
    expect(await passkeysOf(memberId, deps)).toHaveLength(1);
    expect(await reset(memberId, "reset")).toBe(true);
    expect(await passkeysOf(memberId, deps)).toEqual([]);
  });

  test("leaves an administrator's, which then sign in no more alone", async () => {
    memberId = await newMember("admin", true);
    await added();
    expect(await reset(memberId, "reset")).toBe(true);
    expect(await passkeysOf(memberId, deps)).toMatchObject([{ secondOnly: true }]);
  });
});
