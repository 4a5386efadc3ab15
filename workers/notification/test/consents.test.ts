/** Consent to advertising over HTTP on a real PostgreSQL, and what a claim makes of it. @see specs/notifications.md 18–20 */
import { MARKETING_CONSENT_VERSION } from "@edgemart/contracts/marketing-consent";
import { NoticeList, NotificationExport, Preferences } from "@edgemart/contracts/notification";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { app } from "../src/app.ts";
import { remindConsents } from "../src/verbs/remind-consents.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, type PostRoom, testCall } from "./post-room.ts";

let room: PostRoom;
let memberId: string;
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(async () => {
  await room.empty();
  memberId = newId("member");
  room.members.set(memberId, {
    ...{ memberId, email: "mina@example.com", name: "김민아", locale: "ko", isConfirmed: true },
  });
});

const PATH = "/api/notifications/preferences";
const TEXT = { textVersion: MARKETING_CONSENT_VERSION };
const GRANT = { email: true, atNight: false, ...TEXT };

async function ask(method: string, body?: object, match = "*") {
  const token = await room.signer.sign(memberId, "member");
  const answer = await app.request(
    PATH,
    {
      method,
      headers: {
        ...{ authorization: `Bearer ${token}`, "content-type": "application/json" },
        "if-match": match,
      },
      ...(body && { body: JSON.stringify(body) }),
    },
    room.env,
  );
  return { status: answer.status, body: await answer.json() };
}
const choose = (marketing?: object, match?: string) =>
  ask("PUT", { choices: { order: { email: true } }, ...(marketing && { marketing }) }, match);
const rows = () =>
  room.database.query<{ said: string }>(
    `select concat_ws(' ', purpose, channel, granted, source, text_version) as said
       from notification.consent_event where member_id = $1 order by id`,
    [memberId],
  );
const said = async () => (await rows()).map((row) => row.said);
const send = () => sendDue(room.deps, null, testCall());

/** An advertisement that is due. */
async function advertise(category = "marketing"): Promise<string> {
  const [event, id] = [newId("event"), newId("delivery")];
  const said = { title: "News", text: "For you" };
  const kind = category === "marketing" ? category : "service";
  await room.database.query(
    `insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
     values ($1, 'notification', 'notification.announced', 1, 'x', 1, now(), 'replay', 'planned')`,
    [event],
  );
  await room.database.query(
    `insert into notification.delivery (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
     values ($1, $2, 'test', 'email', $3, $4, $5, 'announcement', $6,
             'due', now(), now() + interval '1 day')`,
    [
      id,
      event,
      `member:${memberId}`,
      memberId,
      category,
      JSON.stringify({ category: kind, texts: { ko: said, en: said }, path: null }),
    ],
  );
  return id;
}
const stateOf = async (id: string) =>
  (
    await room.database.query<{ state: string; reason: string | null; attempt: number }>(
      "select state, reason, attempt from notification.delivery where id = $1",
      [id],
    )
  )[0];

/** Makes every moment one of the day, or of the night, for the statements of this test. */
async function letItBe(time: "day" | "night", act: () => Promise<void>) {
  const [kept] = await room.database.query<{ text: string }>(
    "select pg_get_functiondef('notification.night_ends(timestamptz)'::regprocedure) as text",
  );
  const ends = time === "day" ? "null::timestamptz" : "moment + interval '5 hours'";
  await room.database.query(
    `create or replace function notification.night_ends(moment timestamptz) returns timestamptz language sql immutable as $$ select ${ends} $$`,
  );
  try {
    await act();
  } finally {
    await room.database.query(kept?.text ?? "");
  }
}

describe("notifications 20: consent", () => {
  test("is nobody's until it is given, by channel, with the text that was shown", async () => {
    const before = Preferences.parse((await ask("GET")).body);
    expect(before.marketing).toEqual({
      ...{ email: false, atNight: false, changedAt: null },
      push: { agreed: false, atNight: false, changedAt: null },
    });
    const granted = await choose(GRANT, '"1"');
    expect(granted.status).toBe(200);
    expect(Preferences.parse(granted.body).marketing).toMatchObject({
      email: true,
      atNight: false,
    });
    expect(Preferences.parse((await ask("GET")).body)).toEqual(Preferences.parse(granted.body));
    expect(await said()).toEqual([`marketing email t form ${MARKETING_CONSENT_VERSION}`]);
    // The same again is no new consent.
    expect((await choose(GRANT, '"2"')).status).toBe(200);
    expect(await said()).toHaveLength(1);
  });

  test("44: is in the export of its member with the choices and the inbox, newest first, and in no other's", async () => {
    await choose({ ...GRANT, atNight: true });
    await choose({ email: false });
    const other = newId("member");
    const asked = async (who: string) => {
      const token = await room.signer.sign(who, "member");
      const headers = { authorization: `Bearer ${token}` };
      const answer = await app.request("/api/notifications/export?lang=en", { headers }, room.env);
      return NotificationExport.parse(await answer.json());
    };
    const mine = await asked(memberId);
    expect(mine.consents.map(({ purpose, granted, source }) => [purpose, granted, source])).toEqual(
      [
        ...[
          ["marketing_night", false, "form"],
          ["marketing", false, "form"],
        ],
        ...[
          ["marketing_night", true, "form"],
          ["marketing", true, "form"],
        ],
      ],
    );
    expect(mine.marketing).toMatchObject({ email: false, atNight: false });
    expect(mine.notices.map(({ category }) => category)).toEqual(["service", "service"]);
    expect(await asked(other)).toMatchObject({ consents: [], notices: [] });
  });

  test("is kept as it was said, for ever: the Worker can neither change nor remove a row", async () => {
    await choose({ ...GRANT, atNight: true });
    await choose({ email: false });
    expect((await said()).map((row) => row.split(" ").slice(0, 3).join(" "))).toEqual([
      ...["marketing email t", "marketing_night email t"],
      ...["marketing email f", "marketing_night email f"],
    ]);
    for (const statement of [
      "update notification.consent_event set granted = true",
      "delete from notification.consent_event",
    ]) {
      const [allowed] = await room.database.query<{ may: boolean }>(
        "select has_table_privilege('edgemart_notification', 'notification.consent_event', $1) as may",
        [statement.split(" ")[0]],
      );
      expect([statement, allowed?.may]).toEqual([statement, false]);
    }
  });

  test("notifications 49.13: is not given by reading, by an older text, without a version, or by choosing something else", async () => {
    await ask("GET");
    expect((await choose({ ...GRANT, textVersion: "2020-01-01" })).status).toBe(422);
    expect((await choose({ email: true })).status).toBe(422);
    expect((await choose({ ...GRANT, memberId: newId("member") })).status).toBe(422);
    expect((await choose(GRANT, '"7"')).status).toBe(412);
    expect((await choose(undefined)).status).toBe(200);
    expect(await said()).toEqual([]);
    expect(await room.count("delivery")).toBe(0);
  });

  test("of two at once the refusal is not lost", async () => {
    await choose(GRANT);
    await Promise.all([choose({ email: false }), ...Array.from({ length: 5 }, () => choose())]);
    expect(Preferences.parse((await ask("GET")).body).marketing.email).toBe(false);
    await Promise.all([choose({ email: false }), choose({ email: false })]);
    expect(Preferences.parse((await ask("GET")).body).marketing.email).toBe(false);
  });

  test("deleting the account refuses all of it; the rows stay, as evidence", async () => {
    await choose({ ...GRANT, atNight: true });
    const deleted = {
      ...{ id: newId("event"), type: "member.deleted", version: 1, source: "member" },
      ...{ occurredAt: new Date().toISOString(), correlationId: "test", data: { memberId } },
      aggregate: { type: "member", id: memberId, sequence: 9 },
    };
    await room.deliver([deleted, deleted]);
    expect(await said()).toEqual([
      `marketing email t form ${MARKETING_CONSENT_VERSION}`,
      `marketing_night email t form ${MARKETING_CONSENT_VERSION}`,
      `marketing email f deletion ${MARKETING_CONSENT_VERSION}`,
      `marketing_night email f deletion ${MARKETING_CONSENT_VERSION}`,
    ]);
  });

  test("notifications 18: a choice that is not named stays as it is", async () => {
    await ask("PUT", { choices: { order: { email: false }, service: { email: false } } });
    const kept = await choose();
    expect(Preferences.parse(kept.body).choices).toEqual({
      order: { email: true },
      service: { email: false },
      push: { security: true, order: true, service: false },
    });
  });
});

describe("notifications 19: advertising", () => {
  test("(a) is sent to who agreed alone, and to nobody from a refusal's commit on, however it was planned", async () => {
    await letItBe("day", async () => {
      const unasked = await advertise();
      await send();
      expect(await stateOf(unasked)).toMatchObject({ state: "skipped", reason: "opted_out" });
      await choose(GRANT);
      await send();
      room.sent.length = 0;
      const wanted = await advertise();
      await send();
      expect(await stateOf(wanted)).toMatchObject({ state: "sent" });
      const late = await advertise();
      await choose({ email: false });
      await send();
      expect(await stateOf(late)).toMatchObject({ state: "skipped", reason: "opted_out" });
    });
  });

  test("notifications 49.9: of a refusal and claims at once each message is sent or ended, and none is claimed after the commit", async () => {
    await letItBe("day", async () => {
      await choose(GRANT);
      await send();
      room.sent.length = 0;
      const ids = await Promise.all(Array.from({ length: 8 }, () => advertise()));
      await Promise.all([
        choose({ email: false }),
        ...ids.map((id) => sendDue(room.deps, [id], testCall())),
      ]);
      await send();
      const states = await Promise.all(ids.map(stateOf));
      expect(states.every((each) => each?.state === "sent" || each?.state === "skipped")).toBe(
        true,
      );
      const late = await advertise();
      await send();
      expect(await stateOf(late)).toMatchObject({ state: "skipped" });
    });
  });

  test("(d) notifications 49.10: waits for the morning when it is claimed at night, without a try, unless that was agreed to", async () => {
    await choose(GRANT);
    await letItBe("night", async () => {
      const id = await advertise();
      const receipt = await advertise("order");
      await send();
      expect(await stateOf(id)).toEqual({ state: "due", reason: "night", attempt: 0 });
      expect(await stateOf(receipt)).toMatchObject({ state: "sent" });
      const [waits] = await room.database.query<{ ok: boolean }>(
        "select next_at between now() + interval '4 hours' and now() + interval '6 hours' as ok from notification.delivery where id = $1",
        [id],
      );
      expect(waits?.ok).toBe(true);
      await choose({ ...GRANT, atNight: true });
      const wanted = await advertise();
      await send();
      expect(await stateOf(wanted)).toMatchObject({ state: "sent" });
    });
    await letItBe("day", async () => {
      await room.database.query(
        "update notification.delivery set next_at = now() where state = 'due'",
      );
      await send();
      expect(await room.count("delivery", "state = 'due'")).toBe(0);
    });
  });

  test.each([
    // Seoul's 20:59:59, 21:00:00, midnight, 07:59:59.999, 08:00:00 and noon.
    ["2026-12-01T11:59:59.999Z", null],
    ["2026-12-01T12:00:00.000Z", "2026-12-01T23:00:00.000Z"],
    ["2026-12-01T12:00:01.000Z", "2026-12-01T23:00:00.000Z"],
    ["2026-12-01T15:00:00.000Z", "2026-12-01T23:00:00.000Z"],
    ["2026-12-01T22:59:59.999Z", "2026-12-01T23:00:00.000Z"],
    ["2026-12-01T23:00:00.000Z", null],
    ["2026-12-31T12:00:00.000Z", "2026-12-31T23:00:00.000Z"],
    ["2026-07-01T03:00:00.000Z", null],
  ])("(d) the night of %s ends at %s", async (moment, ends) => {
    for (const zone of ["UTC", "America/New_York", "Asia/Seoul"]) {
      const [row] = await room.database.query<{ at: Date | null }>(
        "select notification.night_ends($1::timestamptz) as at from set_config('timezone', $2, true)",
        [moment, zone],
      );
      expect(row?.at?.toISOString() ?? null).toBe(ends);
    }
  });

  test("(e) each consent and refusal is confirmed once by a mail that advertises nothing, and in the inbox", async () => {
    await choose({ ...GRANT, atNight: true }, '"1"');
    await send();
    await choose({ ...GRANT, atNight: false }, '"2"');
    await send();
    await choose({ email: false }, '"3"');
    await choose({ email: false }, '"4"');
    await send();
    expect(room.sent.map(({ subject }) => subject)).toEqual([
      "Edgemart: 광고성 정보 수신에 동의하셨습니다",
      "Edgemart: 야간 광고성 정보 수신을 거부하셨습니다",
      "Edgemart: 광고성 정보 수신을 거부하셨습니다",
    ]);
    for (const { subject, html } of room.sent) {
      expect(`${subject} ${html}`).not.toMatch(/\(광고\)|할인|쿠폰/);
    }
    expect(await room.count("inbox_item", "template = 'consent_changed'")).toBe(3);
  });

  test("(f) a consent that is 23 months old and holds is reminded of once, by its channel, and stays; the newest row counts", async () => {
    const said = (channel: string, months: number, granted = true, purpose = "marketing") =>
      room.database.query(
        `insert into notification.consent_event (at, member_id, purpose, channel, granted, source, text_version)
         values (now() - make_interval(months => $1) - interval '1 minute', $2, $3, $4, $5, 'form', 'test')`,
        [months, memberId, purpose, channel, granted],
      );
    const reminded = async () => {
      room.sent.length = 0;
      const both = await Promise.all([remindConsents(room.deps), remindConsents(room.deps)]);
      await send();
      return [both.reduce((sum, each) => sum + each), room.sent.length];
    };
    await said("email", 22);
    await said("email", 23, true, "marketing_night");
    await said("push", 40);
    await said("push", 30, false);
    expect(await reminded()).toEqual([0, 0]);
    await said("push", 23);
    expect(await reminded()).toEqual([1, 1]);
    const [mail] = room.sent;
    expect(mail?.subject).toBe("Edgemart: 광고성 정보 수신 동의 안내");
    expect(mail?.text).toMatch(
      /20\d\d년 .* 브라우저 알림으로 광고성 정보를 받는 데 동의하셨습니다/,
    );
    expect(`${mail?.subject} ${mail?.html}`).not.toMatch(/\(광고\)|할인|쿠폰/);
    expect(await reminded()).toEqual([0, 0]);
    const { marketing } = await room.deps.preferences.read(memberId);
    expect([marketing.email, marketing.push.agreed]).toEqual([true, true]);
    const token = await room.signer.sign(memberId, "member");
    const headers = { authorization: `Bearer ${token}` };
    const inbox = await app.request("/api/notifications?lang=en", { headers }, room.env);
    expect(NoticeList.parse(await inbox.json()).items).toMatchObject([
      { category: "service", path: "/account/notifications" },
    ]);
    await choose({ push: false });
    await send();
    // Given again long ago, and refused by mail since: of neither is anything left to remind of.
    await said("email", 23);
    await choose({ email: false });
    await send();
    expect(await reminded()).toEqual([0, 0]);
  });
});
