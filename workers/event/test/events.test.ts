/** Events as staff keep them and as shoppers see them, on a real PostgreSQL. */
import { STANDARD_POLICY } from "@edgemart/contracts/refund-policy";
import { eventInput } from "@edgemart/testkit/operations/event-calls";
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changes, facts, live, soldOut } from "../src/rpc/event.ts";
import { keepTime } from "../src/verbs/keep-time.ts";
import { type Office, openOffice } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.close());

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [
  status,
  body?.code,
];
const shown = (slug: string) => office.send("GET", `/api/events/${slug}`);

describe("ticketing 8: every write has its key, its version and its audit line", () => {
  test("a draft is made once for its key, is shown to nobody, and then published", async () => {
    const input = eventInput();
    const key = crypto.randomUUID();
    const [first, second] = [
      await office.ask("POST", "", input, undefined, key),
      await office.ask("POST", "", input, undefined, key),
    ];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(first.headers.get("location")).toBe(`/api/admin/events/${first.body.id}`);
    const other = await office.ask("POST", "", { ...input, perMember: 2 }, undefined, key);
    expect(codeOf(other)).toEqual([422, "idempotency_key_reused"]);
    expect(first.body.state).toBe("DRAFT");
    expect((await shown(input.slug)).status).toBe(404);
    const path = `/${first.body.id}/publish`;
    expect(codeOf(await office.ask("POST", path, undefined, 7))).toEqual([
      412,
      "precondition_failed",
    ]);
    expect((await office.ask("POST", path, undefined, 1)).body.state).toBe("ON_SALE");
    const byName = await shown(input.slug);
    expect([byName.status, byName.body.saleOpen, byName.body.version]).toEqual([200, true, 2]);
    expect((await shown(first.body.id)).body).toEqual(byName.body);
    const lines = await office.database.query(
      "select action, actor_id from event.audit_event where subject_id = $1 order by id",
      [first.body.id],
    );
    expect(lines).toEqual([
      { action: "event.created", actor_id: office.adminId },
      { action: "event.published", actor_id: office.adminId },
    ]);
  });

  test("two administrators with one version: one of them writes", async () => {
    const event = await office.draft();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        office.ask("PATCH", `/${event.id}`, { perMember: n + 1 }, event.version),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
  });

  test("a slug is one event's", async () => {
    const { slug } = await office.draft();
    const again = await office.ask("POST", "", { ...eventInput(), slug });
    expect([...codeOf(again), again.body.errors[0].path]).toEqual([409, "slug_taken", "slug"]);
  });

  test("who is no administrator any more writes nothing", async () => {
    const id = newId("member");
    const token = await office.signer.sign(id, "admin");
    office.standings.set(id, { role: "member", status: "active" });
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": "a".repeat(20) };
    const refused = await office.send("POST", "/api/admin/events", eventInput(), headers);
    expect(codeOf(refused)).toEqual([403, "forbidden"]);
  });
});

describe("ticketing 10, N 27: the clock at the venue is the truth", () => {
  const inZone = (timeZone: string, starts: string, more: object = {}) => ({
    ...eventInput(),
    timeZone,
    times: {
      saleOpens: "2027-01-01T10:00",
      saleCloses: starts,
      doors: starts,
      starts,
      ends: "2027-12-31T23:00",
    },
    ...more,
  });

  test("a time that daylight saving leaves out is refused by name", async () => {
    const refused = await office.ask("POST", "", inZone("Europe/Berlin", "2027-03-28T02:30"));
    expect([...codeOf(refused), refused.body.errors[0].path]).toEqual([
      422,
      "local_time_invalid",
      "times.saleCloses",
    ]);
  });

  test("of a time that comes twice the first is meant, unless it is folded", async () => {
    const starts = "2027-10-31T02:30";
    const first = await office.ask("POST", "", inZone("Europe/Berlin", starts));
    const fold = ["saleCloses", "doors", "starts"];
    const second = await office.ask("POST", "", inZone("Europe/Berlin", starts, { fold }));
    expect([first.body.startsAt, second.body.startsAt]).toEqual([
      "2027-10-31T00:30:00.000Z",
      "2027-10-31T01:30:00.000Z",
    ]);
    const useless = await office.ask(
      "POST",
      "",
      inZone("Asia/Seoul", "2027-10-31T02:30", { fold: ["starts"] }),
    );
    expect(codeOf(useless)).toEqual([422, "local_time_invalid"]);
  });

  test.each([
    ["24:00", "2027-05-01T24:00", "Asia/Seoul"],
    ["the 31st of April", "2027-04-31T10:00", "Asia/Seoul"],
    ["no zone", "2027-05-01T10:00", "Asia/Atlantis"],
    ["an offset for a zone", "2027-05-01T10:00", "+09:00"],
  ])("%s is 422", async (_, starts, timeZone) => {
    expect((await office.ask("POST", "", inZone(timeZone, starts))).status).toBe(422);
  });

  test("times in no order are refused by the field that is wrong", async () => {
    const input = eventInput();
    const times = { ...input.times, doors: input.times.ends };
    const refused = await office.ask("POST", "", { ...input, times });
    expect([...codeOf(refused), refused.body.errors[0].path]).toEqual([
      422,
      "validation_failed",
      "times.starts",
    ]);
  });

  test("moments are put right by the clock where a zone has other rules now", async () => {
    const event = await office.published();
    await office.database.query(
      "update event.event set starts_at = starts_at - interval '30 minutes' where id = $1",
      [event.id],
    );
    expect((await keepTime(office.deps.upkeep, Date.now())).corrected).toBe(1);
    expect((await shown(event.slug)).body.startsAt).toBe(event.startsAt);
    expect((await keepTime(office.deps.upkeep, Date.now())).corrected).toBe(0);
  });
});

describe("ticketing 9: a state is derived", () => {
  test("the clock notes each state of a version once", async () => {
    const event = await office.published();
    await Promise.all([1, 2, 3].map(() => keepTime(office.deps.upkeep, Date.now())));
    await keepTime(office.deps.upkeep, Date.parse(event.startsAt));
    const noted = await office.database.query(
      "select state, version from event.event_transition where event_id = $1 order by at",
      [event.id],
    );
    expect(noted).toEqual([
      { state: "ON_SALE", version: event.version },
      { state: "RUNNING", version: event.version },
    ]);
  });

  test("those to come are listed by their start, drafts and those that are over are not", async () => {
    const [later, sooner, draft] = [
      await office.published(),
      await office.published(),
      await office.draft(),
    ];
    await office.database.query(
      "update event.event set starts_at = starts_at - interval '1 day', doors_at = doors_at - interval '1 day' where id = $1",
      [sooner.id],
    );
    const { body } = await office.send("GET", "/api/events?limit=100");
    const ids = body.items.map(({ id }: { id: string }) => id);
    expect(ids.indexOf(sooner.id)).toBeLessThan(ids.indexOf(later.id));
    expect(ids).not.toContain(draft.id);
    const first = await office.send("GET", "/api/events?limit=1");
    const second = await office.send("GET", `/api/events?limit=1&cursor=${first.body.nextCursor}`);
    expect([first.body.items[0].id, second.body.items[0].id]).toEqual(ids.slice(0, 2));
    expect(codeOf(await office.send("GET", "/api/events?cursor=nonsense"))).toEqual([
      400,
      "invalid_query",
    ]);
  });
});

describe("ticketing 12, 13, 50: what was sold by stays", () => {
  test("once the sale has opened, times are moved and terms only get kinder", async () => {
    const event = await office.published();
    const patch = (body: object) => office.ask("PATCH", `/${event.id}`, body, event.version);
    expect(codeOf(await patch({ times: event.times }))).toEqual([422, "validation_failed"]);
    const harder = { ...STANDARD_POLICY, steps: STANDARD_POLICY.steps.slice(0, 4) };
    expect(codeOf(await patch({ policy: harder }))).toEqual([422, "policy_unlawful"]);
    const kind = { ...STANDARD_POLICY, steps: [{ daysLeft: 0, percent: 0 }] };
    const kinder = await patch({ policy: kind, perMember: 2 });
    expect([kinder.status, kinder.body.perMember]).toEqual([200, 2]);
    const back = await office.ask("PATCH", `/${event.id}`, { policy: STANDARD_POLICY }, 3);
    expect(codeOf(back)).toEqual([422, "policy_unlawful"]);
  });

  test("a move keeps tickets and opens a free week, each move a new one", async () => {
    const event = await office.published();
    const times = { ...event.times, ends: event.times.ends.replace("22:00", "23:00") };
    const move = (version: number, body: object) =>
      office.ask("POST", `/${event.id}/move`, { reason: "Rain", ...body }, version);
    const moved = await move(2, { times });
    const weekMs = 7 * 86_400_000;
    expect(moved.status).toBe(200);
    expect(Date.parse(moved.body.refundFreeUntil) - Date.now()).toBeGreaterThan(weekMs - 60_000);
    const postponed = await move(3, { times: null });
    expect([postponed.body.state, postponed.body.refundFreeUntil]).toEqual(["POSTPONED", null]);
    expect(codeOf(await move(4, { times: null }))).toEqual([422, "validation_failed"]);
    const dated = await move(4, { times: event.times });
    expect([dated.body.state, dated.body.refundFreeUntil !== null]).toEqual(["ON_SALE", true]);
    const past = { ...event.times, doors: "2020-01-01T10:00", starts: "2020-01-01T10:00" };
    expect(codeOf(await move(5, { times: past }))).toEqual([422, "validation_failed"]);
  });

  test("a cancellation names the slug, is for ever, and once", async () => {
    const event = await office.published();
    const cancel = (slug: string, version: number) =>
      office.ask("POST", `/${event.id}/cancel`, { slug, reason: "The singer is ill" }, version);
    expect(codeOf(await cancel("another-one", 2))).toEqual([422, "validation_failed"]);
    const both = await Promise.all([cancel(event.slug, 2), cancel(event.slug, 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await shown(event.slug)).body.state).toBe("CANCELLED");
    expect(codeOf(await cancel(event.slug, 3))).toEqual([409, "sale_closed"]);
    const move = { times: event.times, reason: "Back again" };
    expect(codeOf(await office.ask("POST", `/${event.id}/move`, move, 3))).toEqual([
      409,
      "sale_closed",
    ]);
    expect(codeOf(await office.ask("PATCH", `/${event.id}`, { perMember: 1 }, 3))[0]).toBe(422);
  });
});

describe("ticketing 2: what sellers ask", () => {
  test("facts of announced events alone, in one question", async () => {
    const [event, draft] = [await office.published(), await office.draft()];
    const found = await facts([event.id, draft.id, newId("performance")], office.deps);
    expect(found.map(({ id, version, state }) => [id, version, state])).toEqual([
      [event.id, 2, "ON_SALE"],
    ]);
    await expect(facts(["' or 1=1"], office.deps)).rejects.toThrow();
  });

  test("the feed has every change in the order of writing, once no earlier one can join", async () => {
    const event = await office.published();
    const before = (await changes(0, office.deps)).filter(({ eventId }) => eventId === event.id);
    expect(before).toEqual([]);
    // As the owner: the role may not.
    await office.database.query("update event.event_change set at = at - interval '11 seconds'");
    const feed = (await changes(0, office.deps)).filter(({ eventId }) => eventId === event.id);
    expect(feed.map(({ kind, version }) => [kind, version])).toEqual([
      ["created", 1],
      ["published", 2],
    ]);
    expect(await changes(feed.at(-1)?.no ?? 0, office.deps)).toEqual([]);
  });

  test("those with a room that may be open, and whether something is left", async () => {
    const room = { ratePerMinute: 600, capacity: 500, expected: 1_000 };
    const event = await office.published(-1, { room });
    expect((await live(office.deps)).map(({ id }) => id)).toEqual([event.id]);
    expect(await soldOut(event.id, true, office.deps)).toEqual({ ok: true, value: null });
    expect((await shown(event.slug)).body.soldOut).toBe(true);
    const unknown = await soldOut(newId("performance"), true, office.deps);
    expect(unknown).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});

describe("ticketing J: the database keeps it too", () => {
  test.each([
    ["removes no event", "delete from event.event"],
    ["changes no entry of the feed", "update event.event_change set kind = 'moved'"],
    ["changes no audit line", "delete from event.audit_event"],
  ])("the role %s", async (_, statement) => {
    await office.published();
    const asRole = new pg.Client({ connectionString: office.database.adminUrl });
    await asRole.connect();
    await asRole.query("set role edgemart_event");
    await expect(asRole.query(statement)).rejects.toThrow(/permission denied/);
    await asRole.end();
  });
});
