/** Unsubscribing by one click over HTTP on a real PostgreSQL, and the headers of the mails that offer it. @see specs/notifications.md 27 */
import { MARKETING_CONSENT_VERSION } from "@edgemart/contracts/marketing-consent";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { app } from "../src/app.ts";
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
  await agree();
});

const PATH = "/api/notifications/unsubscribe/";
const CLICK = "List-Unsubscribe=One-Click";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const tokenOf = (category: "marketing" | "service", id = memberId) =>
  room.deps.unsubscribeTokens.make({ memberId: id, category });

async function agree() {
  const input = {
    marketing: { email: true, atNight: true, textVersion: MARKETING_CONSENT_VERSION },
  } as const;
  await room.deps.preferences.replace(memberId, input, { match: "any", requestId: "test" });
}

async function post(token: string, body: BodyInit | null = CLICK, headers: HeadersInit = FORM) {
  const answer = await app.request(
    `${PATH}${token}`,
    { method: "POST", headers, ...(body !== null && { body }) },
    room.env,
  );
  return [answer.status, await answer.json()];
}
const holds = async () => {
  const { choices, marketing } = await room.deps.preferences.read(memberId);
  return { service: choices.service.email, ad: marketing.email, atNight: marketing.atNight };
};
const ALL = { service: true, ad: true, atNight: true };
const rowsOf = (source: string) => room.count("consent_event", `source = '${source}'`);

/** A mail of a category that is due, as it leaves. */
async function mailOf(category: "marketing" | "service" | "security") {
  const event = newId("event");
  const words = { title: "News", text: "For you" };
  const kind = category === "security" ? "service" : category;
  const data = { category: kind, texts: { ko: words, en: words }, path: null };
  await room.database.query(
    `insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
     values ($1, 'notification', 'notification.announced', 1, 'x', 1, now(), 'replay', 'planned')`,
    [event],
  );
  await room.database.query(
    `insert into notification.delivery (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
     values ($1, $2, 'test', 'email', $3, $4, $5, 'announcement', $6, 'due', now(), now() + interval '1 day')`,
    [newId("delivery"), event, `member:${memberId}`, memberId, category, JSON.stringify(data)],
  );
  room.sent.length = 0;
  await sendDue(room.deps, null, testCall());
  return room.sent.find(({ html }) => html.includes("For you"));
}

describe("notifications 27: a click of a mail program", () => {
  test("refuses advertising on this channel, once, and is confirmed; again changes nothing", async () => {
    const token = tokenOf("marketing");
    expect(await post(token)).toEqual([200, { refused: "marketing" }]);
    expect(await holds()).toEqual({ service: true, ad: false, atNight: false });
    const before = await room.deps.preferences.read(memberId);
    expect(await post(token)).toEqual([200, { refused: "marketing" }]);
    expect(await room.deps.preferences.read(memberId)).toEqual(before);
    expect(await rowsOf("one_click")).toBe(2);
    await sendDue(room.deps, null, testCall());
    expect(await mailOf("marketing")).toBeUndefined();
    const told = "template = 'consent_changed' and data ->> 'granted' = 'false'";
    expect(await room.count("delivery", told)).toBe(1);
  });

  test("refuses mails about the service, and no advertising", async () => {
    expect(await post(tokenOf("service"))).toEqual([200, { refused: "service" }]);
    expect(await holds()).toEqual({ ...ALL, service: false });
    expect(await mailOf("service")).toBeUndefined();
    expect(await post(tokenOf("service"))).toEqual([200, { refused: "service" }]);
    expect(await rowsOf("one_click")).toBe(0);
  });

  test("is a form of either kind (RFC 8058 §3.2)", async () => {
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    expect(await post(tokenOf("marketing"), form, {})).toEqual([200, { refused: "marketing" }]);
    expect((await holds()).ad).toBe(false);
  });

  test("of somebody who was deleted is 200 and leaves no choice behind", async () => {
    const gone = newId("member");
    await room.database.query(
      `insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
       values ($1, 'member', 'member.deleted', 1, $2, 1, now(), 'queue', 'planned')`,
      [newId("event"), gone],
    );
    expect(await post(tokenOf("service", gone))).toEqual([200, { refused: "service" }]);
    expect(await room.count("preference", `member_id = '${gone}'`)).toBe(0);
  });

  test("ten at once leave one refusal", async () => {
    const token = tokenOf("marketing");
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(token)));
    expect(answers).toEqual(Array(10).fill([200, { refused: "marketing" }]));
    expect((await holds()).ad).toBe(false);
  });
});

describe("notifications 49.14: what is no click, or no token of ours, changes nothing", () => {
  test.each(["GET", "HEAD"])("%s leads to the page that asks", async (method) => {
    const token = tokenOf("marketing");
    const headers = { "sec-purpose": "prefetch", cookie: "at=x" };
    const answer = await app.request(`${PATH}${token}`, { method, headers }, room.env);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      ...[303, `https://shop.example/unsubscribe?token=${token}`],
    ]);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await holds()).toEqual(ALL);
  });

  test("a token of another category, member, channel or key, or with one character changed, is 200", async () => {
    const token = tokenOf("marketing");
    const other = await tokenOf("marketing", newId("member"));
    const swapped = (text: string) =>
      token.replace(/^(.*)\.[^.]+$/, `$1.${text.split(".").at(-1)}`);
    const flipped = Array.from({ length: 8 }, (_, n) => {
      const at = token.length - 1 - n;
      const sign = token[at] === "A" ? "B" : "A";
      return `${token.slice(0, at)}${sign}${token.slice(at + 1)}`;
    });
    // The last character holds two bits that mean nothing: a text that decodes to the same bytes is another text.
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = digits[digits.indexOf(token.at(-1) ?? "") ^ 1] ?? "";
    const wrong = [
      ...[token.replace("marketing", "service"), token.replace(".email.", ".push.")],
      ...[token.replace(".k1.", ".k2."), swapped(other), swapped(tokenOf("service"))],
      ...[`${token.slice(0, -1)}${last}`, `${token}A`, token.slice(0, -1), "x", "u1", ...flipped],
      ...[token.replace("u1.", "u2."), token.toUpperCase()],
    ];
    for (const one of wrong)
      expect([one, ...(await post(one))]).toEqual([one, 200, { refused: null }]);
    expect(await holds()).toEqual(ALL);
  });

  test("a body that says something else, or nothing, is 200", async () => {
    const token = tokenOf("marketing");
    const bodies: readonly (readonly [BodyInit | null, HeadersInit])[] = [
      [null, {}],
      ["", FORM],
      ["List-Unsubscribe=Two", FORM],
      [CLICK, { "content-type": "multipart/form-data" }],
      ["%%%\0", FORM],
    ];
    for (const [body, headers] of bodies) {
      expect(await post(token, body, headers)).toEqual([200, { refused: null }]);
    }
    expect(await holds()).toEqual(ALL);
  });

  test("what is no form is 415", async () => {
    const json = { "content-type": "application/json" };
    const [status] = await post(tokenOf("marketing"), '{"List-Unsubscribe":"One-Click"}', json);
    expect(status).toBe(415);
    expect(await holds()).toEqual(ALL);
  });

  test("of more than 4 KiB nothing is read", async () => {
    const [status] = await post(tokenOf("marketing"), `${CLICK}&x=${"x".repeat(5_000)}`);
    expect(status).toBe(413);
    expect(await holds()).toEqual(ALL);
  });
});

describe("notifications 27: mails that can be refused say how", () => {
  test.each(["marketing", "service"] as const)("of %s: by one click", async (category) => {
    const mail = await mailOf(category);
    const token = tokenOf(category);
    expect(mail?.headers).toMatchObject({
      "List-Unsubscribe": `<https://api.example${PATH}${token}>`,
      "List-Unsubscribe-Post": CLICK,
    });
    const page = `https://shop.example/ko/unsubscribe?token=${token}`;
    expect([mail?.html.includes(page), mail?.text.includes(page)]).toEqual(
      Array(2).fill(category === "marketing"),
    );
  });

  test("of security do not", async () => {
    const mail = await mailOf("security");
    expect(mail && Object.keys(mail.headers)).toEqual(["Auto-Submitted", "Content-Language"]);
  });

  test("49.15: who refused advertising is still sent what cannot be refused", async () => {
    await post(tokenOf("marketing"));
    expect(await mailOf("security")).toBeDefined();
  });
});
