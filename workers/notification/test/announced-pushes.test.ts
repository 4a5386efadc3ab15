/** Announcements in members' browsers on a real PostgreSQL, to a push service that decrypts. @see specs/notifications.md C, 18–21, 41 */
import { Announcement, AnnouncementPreview } from "@edgemart/contracts/announcements";
import {
  MARKETING_CONSENT_VERSION,
  type MarketingInput,
} from "@edgemart/contracts/marketing-consent";
import { NotificationExport, type PreferencesInput } from "@edgemart/contracts/notification";
import { PushPayload } from "@edgemart/contracts/push";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { app } from "../src/app.ts";
import { depsOf } from "../src/deps.ts";
import { readNotificationConfig } from "../src/env.ts";
import { planAnnouncements } from "../src/verbs/announce.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { sendPushes } from "../src/verbs/send-pushes.ts";
import { openPostRoom, type PostRoom, testCall } from "./post-room.ts";

let room: PostRoom;
const staff = newId("member");
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

/** A member with so many browsers. */
async function member(browsers = 1, memberId = newId("member")) {
  room.members.set(memberId, {
    ...{ memberId, email: `${memberId}@example.com`, name: "김민아", locale: "ko" },
    isConfirmed: true,
  });
  const { keyId } = room.deps.push.current;
  for (let n = 0; n < browsers; n++) {
    const { endpoint, keys } = room.pushService.browser();
    const sessionId = newId("session");
    const device = { memberId, sessionId, endpoint, ...keys, keyId, browser: "Chrome" };
    expect(await room.deps.pushes.add(device)).toMatchObject({ browser: "Chrome" });
  }
  return memberId;
}
const set = (memberId: string, input: PreferencesInput) =>
  room.deps.preferences.replace(memberId, input, { match: "any", requestId: "test" });
const TEXT = { textVersion: MARKETING_CONSENT_VERSION } as const;
const byPush = (atNight = true): MarketingInput => ({ push: true, atNight, ...TEXT });
const byEmail = (atNight = true): MarketingInput => ({ email: true, atNight, ...TEXT });
const wantNews = (memberId: string) => set(memberId, { choices: { push: { service: true } } });
/** Agrees, and has the mail that confirms it sent. */
async function agree(memberId: string, ...said: MarketingInput[]) {
  for (const marketing of said) await set(memberId, { marketing });
  await sendDue(room.deps, null, testCall());
  room.sent.length = 0;
}

async function ask(
  path: string,
  body?: object,
  { as = staff, role = "admin" as "admin" | "member" } = {},
) {
  const answer = await app.request(
    path,
    {
      method: body ? "POST" : "GET",
      headers: {
        authorization: `Bearer ${await room.signer.sign(as, role)}`,
        ...{ "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      },
      ...(body && { body: JSON.stringify(body) }),
    },
    room.env,
  );
  return answer.json();
}
const PATH = "/api/notifications/announcements";
const draft = (category: "service" | "marketing", rest: object = {}) => ({
  ...{ audience: { kind: category === "service" ? "all" : "consented" }, category },
  texts: {
    ko: { title: "새 소식", text: "첫 문단입니다.\n\n둘째 문단입니다." },
    en: { title: "News", text: "A first paragraph.\n\nA second one." },
  },
  ...{ path: "/terms", ...rest },
});
/** Announces it, and plans it for all its members. */
async function announce(category: "service" | "marketing", rest: object = {}) {
  const made = Announcement.parse(await ask("/api/notifications", draft(category, rest)));
  await room.database.query(
    "update notification.announcement set planned_at = planned_at - interval '1 minute'",
  );
  await planAnnouncements(room.deps, testCall());
  return made;
}
const send = async () => {
  await sendDue(room.deps, null, testCall());
  return sendPushes(room.deps, null, testCall());
};
const shown = () => room.pushService.received.map(({ data }) => PushPayload.parse(data));
const pushes = () =>
  room.database.query<{ member: string; state: string; reason: string | null; attempt: number }>(
    "select member_id as member, state, reason, attempt from notification.delivery where channel = 'push' order by id",
  );

/** Makes every moment one of the night, or of the day, for the statements of this test. */
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

describe("notifications C, 18: news of the service in browsers", () => {
  test("is off until its member switches it on; it comes to each browser once, beside mail and inbox", async () => {
    const [wants, other] = [await member(2), await member()];
    await wantNews(wants);
    const preview = AnnouncementPreview.parse(await ask(`${PATH}/preview`, draft("service")));
    expect([preview.recipients, preview.pushRecipients]).toEqual([2, 1]);
    expect(preview.pushes.ko).toEqual({ title: "새 소식", text: "첫 문단입니다." });
    const { id } = await announce("service");
    await send();
    await send();
    expect((await pushes()).map((row) => [row.member, row.state])).toEqual(
      Array(2).fill([wants, "sent"]),
    );
    const [item] = await room.database.query<{ id: string }>(
      "select id from notification.inbox_item where member_id = $1",
      [wants],
    );
    expect(shown()).toEqual(
      Array(2).fill({ ...preview.pushes.ko, path: "/ko/terms", tag: item?.id }),
    );
    expect(room.pushService.received.map(({ headers }) => headers.urgency)).toEqual(
      Array(2).fill("normal"),
    );
    expect(room.sent.map(({ to }) => to).sort()).toEqual(
      [wants, other].map((each) => `${each}@example.com`).sort(),
    );
    const { items } = (await ask(PATH)) as { items: unknown[] };
    expect(items).toMatchObject([{ id, recipients: 2, planned: 2, sent: 2, pushed: 2 }]);
  });

  test("49.9: is not shown to a member who switched it off, from that commit on; mail and what is not named stay", async () => {
    const memberId = await member();
    await wantNews(memberId);
    await announce("service");
    const after = await set(memberId, { choices: { push: { service: false } } });
    expect(after?.choices).toEqual({
      ...{ order: { email: true }, service: { email: true } },
      push: { security: true, order: true, service: false },
    });
    await send();
    expect([shown(), room.sent.length]).toEqual([[], 1]);
    expect(await pushes()).toMatchObject([{ state: "skipped", reason: "opted_out" }]);
    await announce("service");
    expect(await pushes()).toHaveLength(1);
  });

  test("choices that were made before it could be chosen do not switch it on, and keep what they say", async () => {
    const memberId = await member();
    await room.database.query(
      `insert into notification.preference (member_id, choices, version) values ($1, '{"order": {"email": false}, "push": {"security": false, "order": true}}', 2)`,
      [memberId],
    );
    await announce("service");
    expect(await pushes()).toEqual([]);
    expect((await room.deps.preferences.read(memberId)).choices.push).toEqual({
      ...{ security: false, order: true, service: false },
    });
    expect((await wantNews(memberId))?.choices).toEqual({
      ...{ order: { email: false }, service: { email: true } },
      push: { security: false, order: true, service: true },
    });
  });

  test("49.34: that was stopped reaches no browser; that is tried comes to its writer's own, and to no other", async () => {
    const [wants] = [await member(), await member(1, staff)];
    await wantNews(wants);
    const { id } = await announce("service");
    await ask(`${PATH}/${id}/stop`, {});
    await send();
    expect(shown()).toEqual([]);
    expect(await pushes()).toMatchObject([{ member: wants, state: "skipped", reason: "stopped" }]);
    await ask(`${PATH}/test`, draft("marketing"));
    await send();
    expect(shown().map(({ title }) => title)).toEqual(["(광고) Edgemart: 새 소식"]);
    expect(room.sent.map(({ to }) => to)).toEqual([`${staff}@example.com`]);
  });
});

describe("notifications 19, 20: advertising in browsers", () => {
  test("(a) is consented to apart from mail: each goes where it was agreed to alone, and says what it is", async () => {
    const [push, mail, both, never, no] = await Promise.all(
      Array.from({ length: 5 }, () => member()),
    );
    const deviceless = await member(0);
    for (const who of [push, both, no, deviceless]) await agree(who ?? "", byPush());
    for (const who of [mail, both]) await agree(who ?? "", byEmail());
    await agree(no ?? "", { push: false });
    const preview = AnnouncementPreview.parse(await ask(`${PATH}/preview`, draft("marketing")));
    expect([preview.recipients, preview.pushRecipients]).toEqual([3, 2]);
    const { recipients } = await announce("marketing");
    await send();
    expect(recipients).toBe(3);
    expect((await pushes()).map(({ member: who }) => who).sort()).toEqual([push, both].sort());
    expect(room.sent.map(({ to }) => to).sort()).toEqual(
      [mail, both].map((each) => `${each}@example.com`).sort(),
    );
    expect(never).toBeDefined();
    // A member who agreed by push alone is planned no mail.
    expect(await room.count("delivery", "channel = 'email' and rule = 'announced'")).toBe(2);
    const end = "무료 수신 거부: 내 계정 > 알림 설정, 02-0000-0000";
    const text = `첫 문단입니다.\n${end}`;
    const ad = { title: "(광고) Edgemart: 새 소식", text, path: "/ko/terms" };
    expect(shown()).toMatchObject([ad, ad]);
    expect(preview.pushes.ko).toEqual({ title: ad.title, text });
    expect(await room.count("inbox_item", "template = 'announcement'")).toBe(0);
  });

  test("49.9: of refusals and claims at once each is shown or ended, and none is claimed after the commit", async () => {
    await letItBe("day", async () => {
      const memberId = await member(8);
      await agree(memberId, byPush());
      await announce("marketing");
      const ids = await room.database.query<{ id: string }>(
        "select id from notification.delivery where channel = 'push'",
      );
      expect(ids).toHaveLength(8);
      await Promise.all([
        set(memberId, { marketing: { push: false } }),
        ...ids.map(({ id }) => sendPushes(room.deps, [id], testCall())),
      ]);
      const states = (await pushes()).map(({ state }) => state);
      expect(states.every((state) => state === "sent" || state === "skipped")).toBe(true);
      expect(shown()).toHaveLength(states.filter((state) => state === "sent").length);
      await announce("marketing");
      expect(await pushes()).toHaveLength(8);
      // Planned before, whatever it was by: the claim asks again.
      await room.database.query(
        "update notification.push_subscription set last_ok_at = null where member_id = $1",
        [memberId],
      );
      await agree(memberId, byPush());
      await announce("marketing");
      await set(memberId, { marketing: { push: false } });
      room.pushService.received.length = 0;
      await send();
      expect(shown()).toEqual([]);
    });
  });

  test("(d) 49.10: waits for the morning without a try, unless the night was agreed to by push; by mail is not enough", async () => {
    const [asleep, awake] = [await member(), await member()];
    await agree(asleep, byPush(false), byEmail(true));
    await agree(awake, byPush(true));
    await letItBe("night", async () => {
      await announce("marketing");
      await send();
      expect(
        Object.fromEntries((await pushes()).map(({ member: who, ...row }) => [who, row])),
      ).toEqual({
        [asleep]: { state: "due", reason: "night", attempt: 0 },
        [awake]: { state: "sent", reason: null, attempt: 1 },
      });
      expect(room.sent.map(({ to }) => to)).toEqual([`${asleep}@example.com`]);
    });
    await letItBe("day", async () => {
      await room.database.query(
        "update notification.delivery set next_at = now() where state = 'due'",
      );
      await send();
      expect(shown()).toHaveLength(2);
    });
  });

  test("15: of an outcome that is not known, or a lease that ran out, there is no second copy", async () => {
    await letItBe("day", async () => {
      const memberId = await member(2);
      await agree(memberId, byPush());
      await announce("marketing");
      const [first, second] = await room.deps.pushes.claim(null, 9);
      expect([first?.category, second?.category]).toEqual(["marketing", "marketing"]);
      await room.database.query(
        "update notification.delivery set next_at = now() where state = 'sending'",
      );
      await send();
      expect(await pushes()).toMatchObject(
        Array(2).fill({ state: "unknown", reason: "lease_over" }),
      );
      expect(shown()).toEqual([]);
      await announce("marketing");
      await wantNews(memberId);
      await announce("service");
      const nowhere = readNotificationConfig({ ...room.env, PUSH_URL: "http://127.0.0.1:9" });
      const { push } = depsOf(nowhere, { requestId: "test" });
      await sendPushes({ ...room.deps, push }, null, testCall());
      await room.database.query(
        "update notification.delivery set next_at = now() where channel = 'push'",
      );
      await send();
      expect(shown().map(({ title }) => title)).toEqual(["새 소식", "새 소식"]);
      const unknown = "state = 'unknown' and reason = 'push_unreachable'";
      expect(await room.count("delivery", `${unknown} and category = 'marketing'`)).toBe(2);
    });
  });

  test("(e) a consent by push is confirmed once, by a mail that names it and advertises nothing", async () => {
    const memberId = await member();
    await set(memberId, { marketing: byPush(false) });
    await set(memberId, { marketing: { push: false } });
    await send();
    expect(
      room.sent.map(({ text }) => text.match(/(?:이제 )?브라우저 알림으로 [^.]*\./)?.[0]),
    ).toEqual([
      "브라우저 알림으로 광고성 정보를 받는 데 동의하셨습니다.",
      "이제 브라우저 알림으로 광고성 정보를 보내지 않습니다.",
    ]);
    for (const { subject, html } of room.sent) {
      expect(`${subject} ${html}`).not.toMatch(/\(광고\)|할인|쿠폰/);
    }
    expect(await room.count("inbox_item", "template = 'consent_changed'")).toBe(2);
  });

  test("20, 44, 49.13: is kept and exported by channel, and refused by deleting the account", async () => {
    const memberId = await member();
    const put = async (marketing: object) => {
      const token = await room.signer.sign(memberId, "member");
      const answer = await app.request(
        "/api/notifications/preferences",
        {
          method: "PUT",
          headers: {
            ...{ authorization: `Bearer ${token}`, "content-type": "application/json" },
            "if-match": "*",
          },
          body: JSON.stringify({ marketing }),
        },
        room.env,
      );
      return answer.status;
    };
    for (const wrong of [
      { push: true },
      { push: true, atNight: false },
      { push: true, atNight: false, textVersion: "2020-01-01" },
      // One form for two channels asks for one consent.
      { email: true, push: true, atNight: false, ...TEXT },
    ]) {
      expect([wrong, await put(wrong)]).toEqual([wrong, 422]);
    }
    expect(await room.count("consent_event")).toBe(0);
    expect(await put(byPush(false))).toBe(200);
    expect(await put(byEmail(true))).toBe(200);
    const exported = NotificationExport.parse(
      await ask("/api/notifications/export?lang=en", undefined, { as: memberId, role: "member" }),
    );
    expect(exported.marketing).toMatchObject({
      ...{ email: true, atNight: true, changedAt: expect.any(String) },
      push: { agreed: true, atNight: false, changedAt: expect.any(String) },
    });
    expect(exported.consents.map((c) => [c.purpose, c.channel, c.granted])).toContainEqual([
      ...["marketing", "push", true],
    ]);
    await room.deliver([
      {
        ...{ id: newId("event"), type: "member.deleted", version: 1, source: "member" },
        ...{ occurredAt: new Date().toISOString(), correlationId: "test", data: { memberId } },
        aggregate: { type: "member", id: memberId, sequence: 9 },
      },
    ]);
    const { marketing } = await room.deps.preferences.read(memberId);
    expect([marketing.email, marketing.atNight, marketing.push.agreed]).toEqual(
      Array(3).fill(false),
    );
    expect(await room.count("consent_event", "source = 'deletion' and channel = 'push'")).toBe(1);
  });

  test("27: one click of a mail refuses mail, and leaves what browsers show", async () => {
    const memberId = await member();
    await agree(memberId, byPush(), byEmail());
    await wantNews(memberId);
    for (const category of ["marketing", "service"] as const) {
      await room.deps.preferences.refuse({ memberId, category }, "test");
    }
    const { choices, marketing } = await room.deps.preferences.read(memberId);
    expect([choices.service.email, choices.push.service]).toEqual([false, true]);
    expect([marketing.email, marketing.push.agreed]).toEqual([false, true]);
  });
});
