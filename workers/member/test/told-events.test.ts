/** What member tells of accounts, on a real PostgreSQL. @see specs/notifications.md 1, 3, 4, 7 */
import { MEMBER_EVENT_DATA, MemberEvent } from "@edgemart/contracts/events/member-events";
import { goldenEvent, shapeOf } from "@edgemart/testkit/golden-event";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import { contactsOf, membersPage } from "../src/rpc/member-contact.ts";
import { registerMember } from "../src/verbs/register-member.ts";
import { type Office, openOffice, TEST_FACTS } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());
beforeEach(() => office.empty());

const deps = (more: object = {}, later: (work: Promise<unknown>) => void = () => undefined) =>
  depsOf(readMemberConfig({ ...office.env, ...more }), { ...TEST_FACTS, later });
const told = () =>
  office.database.query<{ id: string; queue: string; body: MemberEvent; sent_at: Date | null }>(
    "select id, queue, body, sent_at from member.outbox order by created_at, body -> 'aggregate' -> 'sequence'",
  );
const input = (email: string) => ({
  ...{ email, name: "Mina", locale: "ko" as const, passwordHash: "h2$1$2b$10$x" },
  idempotencyKey: "a-key-of-21-characters",
});

/** A member on whom everything was done that others hear of. */
async function live(): Promise<string> {
  const made = await registerMember(input("mina@example.com"), deps());
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value.member;
  await office.send("PUT", `/api/members/${id}/status`, office.admin, { status: "disabled" });
  await office.send("PUT", `/api/members/${id}/status`, office.admin, { status: "active" });
  await office.send("PUT", `/api/members/${id}/role`, office.admin, { role: "admin" });
  await office.send("DELETE", `/api/members/${id}`, office.admin, undefined, { "if-match": '"4"' });
  return id;
}

describe("notifications 3, 7: what member tells", () => {
  test("is in the shape of the golden events, in the order of the row's versions, and of nobody's data", async () => {
    const id = await live();
    const rows = await told();
    expect(rows.map(({ body }) => [body.type, body.aggregate.sequence])).toEqual([
      ["member.registered", 1],
      ["member.status_changed", 2],
      ["member.status_changed", 3],
      ["member.role_changed", 4],
      ["member.deleted", 5],
    ]);
    for (const { id: row, queue, body } of rows) {
      expect([row, queue]).toEqual([`${body.id}@edgemart-notify`, "edgemart-notify"]);
      expect(MemberEvent.parse(body).aggregate).toMatchObject({ type: "member", id });
      expect(MEMBER_EVENT_DATA[body.type].parse(body.data)).toEqual(body.data);
      expect(shapeOf(body)).toEqual(shapeOf(goldenEvent(body.type)));
    }
    expect(JSON.stringify(rows)).not.toMatch(/mina@|Mina/);
  });

  test("is told once: not by a repeat, a refusal or a change to what already is", async () => {
    const { id } = (await office.post({ email: "a@example.com", name: "A", locale: "en" })).body;
    await registerMember(input("mina@example.com"), deps());
    await registerMember(input("mina@example.com"), deps());
    await registerMember({ ...input("mina@example.com"), idempotencyKey: null }, deps());
    await office.send("PUT", `/api/members/${id}/status`, office.admin, { status: "active" });
    await office.send("PUT", `/api/members/${office.adminId}/role`, office.admin, {
      role: "member",
    });
    expect((await told()).map(({ body }) => [body.type, body.data.provider])).toEqual([
      ["member.registered", "staff"],
      ["member.registered", "password"],
    ]);
  });

  test("notifications 4: is given to who reads outboxes once it is old enough, and forgotten after 14 days", async () => {
    await live();
    const asked = { queue: "edgemart-notify", after: null, limit: 3 };
    expect(await deps().outbox.since(asked)).toEqual([]);
    await office.database.query(
      "update member.outbox set created_at = created_at - interval '91 s'",
    );
    const page = await deps().outbox.since(asked);
    expect(page.map(({ body }) => body.type)).toEqual([
      "member.registered",
      "member.status_changed",
      "member.status_changed",
    ]);
    const last = page.at(-1);
    const after = last ? { at: last.at, id: last.id } : null;
    expect(await deps().outbox.since({ ...asked, after })).toHaveLength(2);
    expect(await deps().outbox.since({ ...asked, queue: "edgemart-other" })).toEqual([]);
    expect(await deps().told.forgetOld(10)).toBe(0);
    await office.database.query("update member.outbox set created_at = now() - interval '15 days'");
    expect([await deps().told.forgetOld(3), await deps().told.forgetOld(3)]).toEqual([3, 2]);
  });

  test("goes to the queue after the commit; a queue that is away costs nobody anything", async () => {
    const sent: unknown[] = [];
    const works: Promise<unknown>[] = [];
    const queue = (isAway: boolean) => ({
      NOTIFY_QUEUE: {
        async sendBatch(messages: Iterable<unknown>) {
          if (isAway) throw new Error("the queue is away");
          sent.push(...messages);
        },
      },
    });
    for (const isAway of [true, false]) {
      const made = await registerMember(
        { ...input(`${isAway}@example.com`), idempotencyKey: null },
        deps(queue(isAway), (work) => works.push(work)),
      );
      expect(made.ok).toBe(true);
    }
    await Promise.all(works);
    expect(sent).toMatchObject([{ body: { type: "member.registered" } }]);
    expect((await told()).map(({ sent_at }) => sent_at !== null)).toEqual([false, true]);
  });
});

test("notifications 7, 10: a deleted member is told at its last address, when it is asked for as that", async () => {
  const id = await live();
  expect(await contactsOf({ memberIds: [id] }, deps())).toEqual([]);
  expect(await contactsOf({ memberIds: [], deletedIds: [id, office.adminId] }, deps())).toEqual([
    { memberId: id, email: "mina@example.com", name: "Mina", locale: "ko", isConfirmed: false },
  ]);
});

test("notifications 41: all active members are read by pages of ids, each once, with how many there are", async () => {
  const [first] = await Promise.all([membersPage({ after: null, limit: 1 }, deps())]);
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof membersPage>> = await membersPage(
      { after, limit: 2 },
      deps(),
    );
    found.push(...page.memberIds);
    after = page.memberIds.at(-1) ?? null;
    if (page.memberIds.length < 2) break;
  }
  expect(found).toEqual([...new Set(found)].sort());
  expect([found.length, found.length > 0]).toEqual([first?.total, true]);
  await expect(membersPage({ after: null, limit: 1_001 }, deps())).rejects.toThrow();
});
