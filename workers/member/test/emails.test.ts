/** Addresses confirmed, moved and taken back on a real PostgreSQL: what the statements of identity 18–21 keep to. */
import type { EmailMove } from "@edgemart/contracts/email-change";
import { MEMBER_EVENT_DATA } from "@edgemart/contracts/events/member-events";
import { goldenEvent, shapeOf } from "@edgemart/testkit/golden-event";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { credentialOf, credentialOfId, register } from "../src/rpc/member-credentials.ts";
import { heldFor, moveEmail, undoEmail, verifyEmail } from "../src/rpc/member-emails.ts";
import { addPasskey, passkeysOf } from "../src/rpc/member-passkeys.ts";
import { TEST_FACTS } from "./office.ts";

const [OLD, NEW, THIRD] = ["mina@example.com", "mina@new.example", "thief@example.com"];
let database: TestDatabase;
let deps: Deps;

beforeAll(async () => {
  const [started, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  database = started;
  const redis = { UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1", UPSTASH_REDIS_REST_TOKEN: "none" };
  const env = { ...signer.vars, ...redis, DATABASE_URL: database.urlOf("member") };
  deps = depsOf(readMemberConfig(env), TEST_FACTS);
}, 30_000);
afterAll(() => database?.stop());
beforeEach(() => database.query("truncate member.member, member.outbox cascade"));

async function account(email: string): Promise<string> {
  const made = await register(
    {
      ...{ email, name: "Mina", locale: "en", passwordHash: `h2$k1$2b$10$${"a".repeat(53)}` },
      idempotencyKey: null,
    },
    deps,
  );
  if (!made.ok) throw new Error(made.error.code);
  return made.value.member.id;
}
/** What a link is made under now. */
async function was(memberId: string) {
  const known = await credentialOfId(memberId, deps);
  if (!known) throw new Error("no member");
  const { member, passwordChangedAt, sessionsVoidBelow = 0 } = known;
  return { emailNorm: member.email.toLowerCase(), passwordChangedAt, sessionsVoidBelow };
}
async function move(memberId: string, email: string, changes: Partial<EmailMove> = {}) {
  const ids = { linkId: newId("link"), undoLinkId: newId("link") };
  const moved = await moveEmail(
    { memberId, email, was: await was(memberId), ...ids, ...changes },
    deps,
  );
  return moved.ok ? "moved" : moved.error.code;
}
const undo = (memberId: string, email: string, linkId = newId("link")) =>
  undoEmail({ memberId, email, linkId, sessionsVoidBefore: 1_790_000_000 }, deps);
const passkey = (memberId: string) =>
  addPasskey(
    {
      ...{ memberId, credentialId: memberId.slice(4), publicKey: "k".repeat(40), counter: 0 },
      ...{ backupEligible: false, backedUp: false, transports: [], aaguid: "a", rpId: "r" },
      name: "Phone",
    },
    "r",
    deps,
  );
const emailOf = async (id: string) => (await credentialOfId(id, deps))?.member.email;

describe("identity 19: an account moves to another address", () => {
  test("the new one is confirmed, the old one held, and the event names the link back and nobody's address", async () => {
    const id = await account(OLD);
    const undoLinkId = newId("link");
    expect(await move(id, NEW, { undoLinkId })).toBe("moved");
    expect((await credentialOf(NEW, deps))?.member).toMatchObject({ id, emailVerified: true });
    expect(await credentialOf(OLD, deps)).toBeNull();
    expect(await heldFor(OLD, deps)).toBe(id);
    const [told] = await database.query<{ body: { data: object } }>(
      "select body from member.outbox where body ->> 'type' = 'member.email_changed'",
    );
    expect(MEMBER_EVENT_DATA["member.email_changed"].parse(told?.body.data)).toEqual({
      ...{ memberId: id, undoLinkId },
    });
    expect(shapeOf(told?.body)).toEqual(shapeOf(goldenEvent("member.email_changed")));
    expect(JSON.stringify(told)).not.toContain("@");
  });

  test("identity 21: ways in, consents and everything else follow the member, not the address", async () => {
    const id = await account(OLD);
    await passkey(id);
    const version = await was(id);
    expect(await move(id, NEW)).toBe("moved");
    expect(await passkeysOf(id, deps)).toHaveLength(1);
    const now = await credentialOfId(id, deps);
    expect(now?.member.id).toBe(id);
    expect(now?.passwordChangedAt).toBe(version.passwordChangedAt);
    // Who registers the old address once it is free has none of it.
    await database.query(
      "update member.email_hold set since = now() - interval '8 d', until = now() - interval '1 d'",
    );
    const other = await account(OLD);
    expect([other === id, (await passkeysOf(other, deps)).length]).toEqual([false, 0]);
  });

  test("identity 56.33: an address that has an account is refused, and nothing moves", async () => {
    const id = await account(OLD);
    await account(NEW);
    expect(await move(id, NEW)).toBe("email_taken");
    expect(await emailOf(id)).toBe(OLD);
    expect(await heldFor(OLD, deps)).toBeNull();
  });

  test("identity 4, 5: a newer password, revoked sessions, another address or a disabled account: nothing moves", async () => {
    const id = await account(OLD);
    const before = await was(id);
    for (const change of [
      "update member.member_credential set password_changed_at = now() + interval '1 s'",
      "update member.member set sessions_void_below = 7",
      "update member.member set status = 'disabled'",
      "update member.member set email_norm = 'x@example.com'",
    ]) {
      await database.query(change);
      const now = change.includes("disabled") || change.includes("x@") ? {} : { was: before };
      expect([change, await move(id, NEW, now)]).toEqual([change, "link_invalid"]);
    }
    expect(await emailOf(id)).toBe(OLD);
  });

  test("identity 56.27: of twenty uses of one link at once one moves the account", async () => {
    const id = await account(OLD);
    const link = { linkId: newId("link"), was: await was(id) };
    const done = await Promise.all(Array.from({ length: 20 }, () => move(id, NEW, link)));
    expect(done.filter((each) => each === "moved")).toHaveLength(1);
  });
});

describe("identity 20: the old address is held", () => {
  test("identity 56.36: to everyone else it looks taken, also to who waited for it; its member may go back", async () => {
    const id = await account(OLD);
    const other = await account(THIRD);
    const racing = await Promise.allSettled([
      move(id, NEW),
      ...Array.from({ length: 10 }, () => account(OLD)),
    ]);
    expect(racing.map(({ status }) => status)).toEqual([
      "fulfilled",
      ...Array.from({ length: 10 }, () => "rejected"),
    ]);
    await expect(account(OLD)).rejects.toThrow("email_taken");
    expect(await move(other, OLD)).toBe("email_taken");
    expect(await move(id, OLD)).toBe("moved");
  });

  test("after 7 days it is free, and the hold is forgotten", async () => {
    const id = await account(OLD);
    await move(id, NEW);
    await database.query(
      "update member.email_hold set since = since - interval '8 days', until = now()",
    );
    expect(await heldFor(OLD, deps)).toBeNull();
    expect(await account(OLD)).not.toBe(id);
    expect(await deps.holds.forgetOld(10)).toBe(1);
    expect(await undo(id, OLD)).toBe(false);
  });

  test("identity 56.57: undone it takes the password, passkeys and sessions with it", async () => {
    const id = await account(OLD);
    await passkey(id);
    await move(id, NEW);
    const before = await was(id);
    expect(await undo(id, OLD)).toBe(true);
    const after = await credentialOf(OLD, deps);
    expect(after).toMatchObject({ passwordHash: null, member: { id, emailVerified: true } });
    expect(after?.sessionsVoidBelow).toBeGreaterThan(before.sessionsVoidBelow);
    expect(await passkeysOf(id, deps)).toEqual([]);
    expect(await heldFor(NEW, deps)).toBeNull();
  });

  test("identity 56.61: the same link again goes on where it was cut off, another one does nothing", async () => {
    const id = await account(OLD);
    await move(id, NEW);
    const linkId = newId("link");
    expect([await undo(id, OLD, linkId), await undo(id, OLD, linkId)]).toEqual([true, true]);
    expect(await undo(id, OLD)).toBe(false);
  });

  test("identity 56.35: however often a thief moves and goes back, the owner's address is older and wins", async () => {
    const id = await account(OLD);
    await move(id, NEW);
    await move(id, THIRD);
    // The thief takes back its own move, and moves on: the owner's hold is not touched by it.
    expect(await undo(id, NEW)).toBe(true);
    expect(await move(id, "again@example.com")).toBe("moved");
    expect(await undo(id, OLD)).toBe(true);
    for (const later of [NEW, THIRD, "again@example.com"])
      expect(await undo(id, later)).toBe(false);
    expect(await emailOf(id)).toBe(OLD);
  });

  test("of the owner and the thief who take back at once the owner ends up with its address", async () => {
    for (let round = 0; round < 5; round++) {
      await database.query("truncate member.member, member.outbox cascade");
      const id = await account(OLD);
      await move(id, NEW);
      await move(id, THIRD);
      const [byOwner] = await Promise.all([undo(id, OLD), undo(id, NEW), undo(id, NEW)]);
      expect([byOwner, await emailOf(id)]).toEqual([true, OLD]);
    }
  });

  test("identity 53: nothing is held for a deleted account", async () => {
    const id = await account(OLD);
    await move(id, NEW);
    await database.query("update member.member set deleted_at = now()");
    expect(await heldFor(OLD, deps)).toBeNull();
    expect(await undo(id, OLD)).toBe(false);
  });
});

test("identity 13: an address is confirmed once, and only in the state the link was made under", async () => {
  const id = await account(OLD);
  const input = { memberId: id, linkId: newId("link"), was: await was(id) };
  expect(await verifyEmail({ ...input, was: { ...input.was, emailNorm: NEW } }, deps)).toBe(false);
  expect([await verifyEmail(input, deps), await verifyEmail(input, deps)]).toEqual([true, false]);
  expect((await credentialOf(OLD, deps))?.member.emailVerified).toBe(true);
});
