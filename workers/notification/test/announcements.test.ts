/** Announcements over HTTP on a real PostgreSQL. @see specs/notifications.md 19, 21, 41 */
import {
  Announcement,
  AnnouncementPreview,
  PLANNED_A_MINUTE,
} from "@edgemart/contracts/announcements";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { app } from "../src/app.ts";
import { planAnnouncements } from "../src/verbs/announce.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, type PostRoom, testCall } from "./post-room.ts";

let room: PostRoom;
const staff = newId("member");
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

const PATH = "/api/notifications/announcements";
const key = () => crypto.randomUUID();
async function ask(
  path: string,
  body?: object,
  { as = staff, role = "admin" as "admin" | "member", idempotency = key() } = {},
) {
  const answer = await app.request(
    path,
    {
      method: body ? "POST" : "GET",
      headers: {
        authorization: `Bearer ${await room.signer.sign(as, role)}`,
        ...{ "content-type": "application/json", "idempotency-key": idempotency },
      },
      ...(body && { body: JSON.stringify(body) }),
    },
    room.env,
  );
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}
const draft = (rest: object = {}) => ({
  audience: { kind: "all" },
  category: "service",
  texts: {
    ko: { title: "약관이 바뀝니다", text: "새 약관이 적용됩니다.\n\n읽어 보세요." },
    en: { title: "New terms", text: "New terms apply." },
  },
  path: "/terms",
  ...rest,
});
const send = (rest: object = {}, options = {}) => ask("/api/notifications", draft(rest), options);
/** As after a minute: the clock plans once in each. */
const minute = async () => {
  await room.database.query(
    "update notification.announcement set planned_at = planned_at - interval '1 minute'",
  );
  return planAnnouncements(room.deps, testCall());
};
const mails = async () => {
  await sendDue(room.deps, null, testCall());
  return room.sent;
};
function members(count: number): string[] {
  const ids = Array.from({ length: count }, () => newId("member")).sort();
  for (const memberId of ids) {
    room.members.set(memberId, {
      ...{ memberId, email: `${memberId}@example.com`, name: "김민아", locale: "ko" },
      isConfirmed: true,
    });
  }
  return ids;
}
const agree = (memberId: string, granted = true) =>
  room.database.query(
    `insert into notification.consent_event (member_id, purpose, channel, granted, source, text_version)
     select $1, purpose, 'email', $2, 'form', 'test' from unnest(array['marketing', 'marketing_night']) as purpose`,
    [memberId, granted],
  );

describe("notifications 41, 49.34: an announcement", () => {
  test("is looked at and counted first, and nothing is sent by that", async () => {
    members(3);
    const shown = await ask(`${PATH}/preview`, draft());
    const preview = AnnouncementPreview.parse(shown.body);
    expect([shown.status, preview.recipients, preview.adWords]).toEqual([
      200,
      3,
      { ko: [], en: [] },
    ]);
    expect(preview.mails.ko.subject).toBe("Edgemart: 약관이 바뀝니다");
    expect([await room.count("announcement"), await room.count("delivery")]).toEqual([0, 0]);
  });

  test("is tried on its writer alone, at once, whatever that member agreed to", async () => {
    members(2);
    room.members.set(staff, {
      ...{ memberId: staff, email: "staff@example.com", name: "", locale: "en", isConfirmed: true },
    });
    const tried = await ask(`${PATH}/test`, draft({ category: "marketing" }));
    expect(tried.status).toBe(202);
    expect((await mails()).map(({ to, subject }) => [to, subject])).toEqual([
      ["staff@example.com", "(광고) Edgemart: New terms"],
    ]);
    expect(await minute()).toBe(0);
  });

  test("to everybody goes to a thousand a minute, each member once, and into inboxes", async () => {
    const ids = members(PLANNED_A_MINUTE + 5);
    const sent = await send();
    expect([sent.status, Announcement.parse(sent.body)]).toMatchObject([
      202,
      { state: "due", recipients: ids.length, planned: 0 },
    ]);
    expect(
      await Promise.all([1, 2, 3].map(() => planAnnouncements(room.deps, testCall()))),
    ).toContain(PLANNED_A_MINUTE);
    expect(await room.count("delivery")).toBe(PLANNED_A_MINUTE);
    expect(await planAnnouncements(room.deps, testCall())).toBe(0);
    expect(await minute()).toBe(5);
    expect(await minute()).toBe(0);
    expect([await room.count("delivery"), await room.count("inbox_item")]).toEqual([
      ids.length,
      ids.length,
    ]);
    const { body } = await ask(PATH);
    expect(body.items).toMatchObject([{ state: "planned", planned: ids.length }]);
    const inbox = await ask("/api/notifications?lang=en", undefined, {
      as: ids[0] ?? "",
      role: "member",
    });
    expect(inbox.body.items).toMatchObject([
      { title: "New terms", path: "/terms", category: "service" },
    ]);
  }, 60_000);

  test("is stopped: what has not left stays unsent, and twice is as once", async () => {
    members(4);
    const { body } = await send();
    await minute();
    const stop = () => ask(`${PATH}/${body.id}/stop`, {});
    expect((await stop()).body).toMatchObject({ state: "stopped" });
    expect((await stop()).status).toBe(200);
    expect(await mails()).toEqual([]);
    expect(await room.count("delivery", "state = 'skipped' and reason = 'stopped'")).toBe(4);
    expect(await minute()).toBe(0);
    expect((await ask(`${PATH}/${newId("announcement")}/stop`, {})).status).toBe(404);
  });

  test("waits for its time", async () => {
    members(1);
    await send({ at: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await minute()).toBe(0);
  });

  test("notifications 49.33: posted twice with one key is one, at once too; another text under it is refused", async () => {
    members(1);
    const idempotency = key();
    const both = await Promise.all([send({}, { idempotency }), send({}, { idempotency })]);
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    expect(both[0]?.body.id).toBe(both[1]?.body.id);
    expect((await send({ path: "/privacy" }, { idempotency })).status).toBe(422);
    expect(await room.count("announcement")).toBe(1);
    expect(await room.count("action", "action = 'announcement.made'")).toBe(1);
  });

  test("notifications 49.31: is staff's alone", async () => {
    const as = { as: newId("member"), role: "member" as const };
    for (const [path, body] of [
      ["/api/notifications", draft()],
      [`${PATH}/preview`, draft()],
      [`${PATH}/test`, draft()],
      [`${PATH}/${newId("announcement")}/stop`, {}],
      [PATH, undefined],
    ] as const) {
      expect([path, (await ask(path, body, as)).status]).toEqual([path, 403]);
    }
    expect(await room.count("announcement")).toBe(0);
  });
});

describe("notifications 19, 21: advertising by announcement", () => {
  test("goes to those who agree now, labelled, with who sends it and how to refuse, and into no inbox", async () => {
    const [yes = "", no = "", never = ""] = members(3);
    await agree(yes);
    await agree(no);
    await agree(no, false);
    const { body } = await send({ audience: { kind: "consented" }, category: "marketing" });
    expect(body.recipients).toBe(1);
    await send({ audience: { kind: "members", memberIds: [no, never] }, category: "marketing" });
    expect([await minute(), await minute()]).toEqual([1, 2]);
    const sent = await mails();
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      [`${yes}@example.com`, "(광고) Edgemart: 약관이 바뀝니다"],
    ]);
    for (const said of [
      "Edgemart Inc.",
      "02-0000-0000",
      "무료",
      "https://shop.example/ko/unsubscribe?token=",
    ]) {
      expect(sent[0]?.text).toContain(said);
      expect(sent[0]?.html).toContain(said);
    }
    expect(await room.count("delivery", "reason = 'opted_out'")).toBe(2);
    expect(await room.count("inbox_item")).toBe(0);
  });

  test("notifications 49.12: as `service` is refused until someone has looked a second time", async () => {
    members(1);
    const texts = { ...draft().texts, ko: { title: "겨울 할인", text: "모든 그릇 20% 할인" } };
    const refused = await send({ texts });
    expect([refused.status, refused.body.code]).toEqual([422, "advertising_in_service"]);
    expect(
      AnnouncementPreview.parse((await ask(`${PATH}/preview`, draft({ texts }))).body).adWords.ko,
    ).toEqual(["할인"]);
    expect((await send({ texts, isNoAdvertising: true })).status).toBe(202);
  });

  test.each(["(광고) 새 그릇", "새 그릇 (광고)", "［광고］ 새 그릇", "(광 고) 새 그릇"])(
    "notifications 49.11: the title %s is refused",
    async (title) => {
      const texts = { ...draft().texts, ko: { title, text: "–" } };
      for (const path of ["/api/notifications", `${PATH}/preview`, `${PATH}/test`]) {
        expect((await ask(path, draft({ category: "marketing", texts }))).status).toBe(422);
      }
    },
  );

  test("notifications 49.16: a title of two lines, or one that turns the direction of reading, is refused", async () => {
    for (const title of ["a\r\nBcc: x@example.com", "a\u2028b", "a\u202eb", " ", "x".repeat(41)]) {
      const texts = { ...draft().texts, en: { title, text: "–" } };
      expect([title, (await send({ texts })).status]).toEqual([title, 422]);
    }
    for (const path of ["//evil.example", "javascript:x", "https://evil.example", "/a\\b"]) {
      expect([path, (await send({ path })).status]).toEqual([path, 422]);
    }
  });
});
