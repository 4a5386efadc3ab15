/** One-time links on a real PostgreSQL: used once, the newest alone, and never without the event that mails them. */
import { connectPostgres } from "@edgemart/postgres/client";
import { outboxSender } from "@edgemart/postgres/outbox";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { outbox } from "../db/schema.ts";
import { postgresOutbox } from "../src/adapters/events.queue.ts";
import { postgresLinks } from "../src/adapters/link-store.postgres.ts";
import type { LinkStore, NewLink } from "../src/ports.ts";

let database: TestDatabase;
let links: LinkStore;
const queue = { sent: [] as unknown[], isDown: false };

beforeAll(async () => {
  database = await startTestDatabase();
  const db = connectPostgres(database.urlOf("auth"));
  const producer = {
    async sendBatch(messages: Iterable<{ body: unknown }>) {
      if (queue.isDown) throw new Error("the queue is away");
      queue.sent.push(...[...messages].map(({ body }) => body));
    },
  };
  const noteFailure = () => undefined;
  const queues = { "edgemart-notify": producer };
  links = postgresLinks(db, outboxSender({ db, outbox, queues, noteFailure }));
}, 120_000);
afterAll(() => database?.stop());
beforeEach(async () => {
  await database.query("truncate auth.link, auth.outbox");
  Object.assign(queue, { sent: [], isDown: false });
});

const member = newId("member");
const aLink = (changes: Partial<NewLink> = {}): NewLink => ({
  ...{ id: newId("link"), kind: "reset", kid: "k1", digest: crypto.randomUUID() },
  ...{ memberId: member, email: "mina@example.com", locale: "ko", payload: null },
  ...{ binding: "b", issuedBy: null },
  ...changes,
});
const anEvent = (linkId: string) => ({
  ...{ id: newId("event"), type: "auth.reset_requested" as const, version: 1 as const },
  ...{ source: "auth" as const, occurredAt: new Date().toISOString(), correlationId: "test" },
  aggregate: { type: "member", id: member, sequence: 1 },
  data: { linkId, memberId: member, locale: "ko", browser: "", country: "" },
});
const make = async (changes: Partial<NewLink> = {}) => {
  const link = aLink(changes);
  await links.make(link, null);
  return link;
};
const take = ({ digest, kind, binding }: NewLink) => links.take(digest, kind, binding);
const older = (seconds: number) =>
  database.query(
    `update auth.link set used_at = used_at - interval '${seconds} s', created_at = created_at - interval '${seconds} s', expires_at = expires_at - interval '${seconds} s'`,
  );

describe("identity 4: a link is used once", () => {
  test("identity 56.27: of 50 at once one wins", async () => {
    const link = await make();
    const won = await Promise.all(Array.from({ length: 50 }, () => take(link)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await links.find(link.digest)).toBeNull();
  });

  test("identity 56.61: a use that was cut off may begin again after 30 s, one that had its effect never", async () => {
    const link = await make();
    expect([await take(link), await take(link)]).toEqual([true, false]);
    await older(31);
    expect(await take(link)).toBe(true);
    await links.finish(link.id, null);
    await older(31);
    expect([await links.find(link.digest), await take(link)]).toEqual([null, false]);
    const [row] = await database.query("select email, payload from auth.link");
    expect(row).toEqual({ email: null, payload: null });
  });

  test("identity 56.27: another kind, binding or digest takes nothing", async () => {
    const link = await make({ kind: "verify" });
    expect([
      await links.take(link.digest, "reset", "b"),
      await links.take(link.digest, "verify", "other"),
      await links.take(`${link.digest}x`, "verify", "b"),
      await take(link),
    ]).toEqual([false, false, false, true]);
  });

  test("identity 11: five wrong passwords void it; what is old is void", async () => {
    const [tried, old] = [await make({ kind: "register" }), await make({ kind: "verify" })];
    for (let n = 0; n < 4; n++) await links.takeTry(tried.id);
    expect(await links.find(tried.digest)).toMatchObject({ id: tried.id });
    const late = await Promise.all(Array.from({ length: 10 }, () => links.takeTry(tried.id)));
    expect(late.filter(Boolean)).toHaveLength(1);
    await database.query(`update auth.link set expires_at = now() where id = '${old.id}'`);
    expect([await links.find(tried.digest), await links.find(old.digest)]).toEqual([null, null]);
    expect(await take(old)).toBe(false);
  });
});

describe("identity 5: the newest alone lives", () => {
  test.each(["reset", "email_change", "claim"] as const)("auth 85: of %s", async (kind) => {
    const first = await make({ kind });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const [second, other] = [await make({ kind }), await make({ kind: "verify" })];
    const foreign = await make({ kind, memberId: newId("member") });
    expect([await links.find(first.digest), await take(first)]).toEqual([null, false]);
    for (const good of [second, other, foreign])
      expect(await links.find(good.digest)).toMatchObject({ id: good.id });
    // Also when the newer one has served: the older does not come back.
    await take(second);
    await links.finish(second.id, null);
    expect(await take(first)).toBe(false);
  });

  test("of registrations each lives, newest first; a member's links are voided together but those kept", async () => {
    const pending = { kind: "register", memberId: null, binding: "mine" } as const;
    const first = await make(pending);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await make(pending);
    await make({ ...pending, binding: "other" });
    expect((await links.pending("mine")).map(({ id }) => id)).toEqual([second.id, first.id]);
    const [reset, undo] = [await make(), await make({ kind: "email_undo" })];
    await links.dropAllOf(member, ["email_undo"]);
    expect([await links.find(reset.digest), (await links.find(undo.digest))?.id]).toEqual([
      null,
      undo.id,
    ]);
    await links.drop(first.id);
    expect(await links.findAll([first.id, second.id])).toMatchObject([{ id: second.id }]);
  });
});

describe("identity 1, notifications 3: a link and the event that mails it are one statement", () => {
  test("both are there, the event is sent and noted as sent", async () => {
    const link = aLink();
    await links.make(link, anEvent(link.id));
    expect(queue.sent).toMatchObject([{ type: "auth.reset_requested", data: { linkId: link.id } }]);
    const rows = await database.query("select queue, sent_at is not null as sent from auth.outbox");
    expect(rows).toEqual([{ queue: "edgemart-notify", sent: true }]);
  });

  test("a link that cannot be kept mails nothing", async () => {
    const link = aLink();
    await links.make(link, null);
    await expect(links.make({ ...link, id: newId("link") }, anEvent(link.id))).rejects.toThrow();
    expect([queue.sent, await database.query("select from auth.outbox")]).toEqual([[], []]);
  });

  test("notifications 4: an event that no queue took is read by who reads outboxes", async () => {
    queue.isDown = true;
    const link = aLink();
    await links.make(link, anEvent(link.id));
    await database.query("update auth.outbox set created_at = created_at - interval '2 minutes'");
    const read = postgresOutbox(connectPostgres(database.urlOf("auth")), 90);
    const rows = await read({ queue: "edgemart-notify", after: null, limit: 10 });
    expect(rows).toMatchObject([{ body: { data: { linkId: link.id } } }]);
  });
});

test("identity 53: rows go an hour after their end, events after 14 days", async () => {
  const link = aLink();
  await links.make(link, anEvent(link.id));
  await older(1_800 + 3_500);
  expect(await links.tidy()).toBe(0);
  await older(200);
  await database.query("update auth.outbox set created_at = created_at - interval '15 days'");
  expect(await links.tidy()).toBe(2);
});
