/** What members hear of their accounts, on a real PostgreSQL. @see specs/notifications.md 7, 40, 44 */
import type { Envelope } from "@edgemart/contracts/events/envelope";
import { goldenEvent } from "@edgemart/testkit/golden-event";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alertOperators } from "../src/verbs/alert-operators.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, type PostRoom, paidEvent, testCall } from "./post-room.ts";

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

/** An event as its producer writes it, of another subject. */
function event(type: string, aggregateId: string, data: object, sequence = 3): Envelope {
  const golden = goldenEvent(type) as unknown as Envelope;
  return {
    ...golden,
    ...{ id: newId("event"), occurredAt: new Date().toISOString() },
    aggregate: { ...golden.aggregate, id: aggregateId, sequence },
    data: { ...golden.data, ...data },
  };
}
const ofMember = (type: string, memberId: string, data: object = {}, sequence?: number) =>
  event(type, memberId, { memberId, ...data }, sequence);

function member(locale: "ko" | "en" = "ko") {
  const memberId = newId("member");
  const contact = {
    ...{ memberId, email: `${memberId}@example.com`, name: "Mina", locale, isConfirmed: true },
  };
  room.members.set(memberId, contact);
  return contact;
}
const gone = (contact: ReturnType<typeof member>) => {
  room.members.delete(contact.memberId);
  room.deleted.set(contact.memberId, contact);
};
const subjects = () => room.sent.map(({ to, subject }) => [to, subject]);

describe("notifications 7: what is told of an account", () => {
  test("each event once, in the member's language; security has an inbox item, a welcome none", async () => {
    const { memberId, email } = member("en");
    await room.deliver([
      ofMember("member.registered", memberId, {}, 1),
      ofMember("member.role_changed", memberId, { role: "admin" }, 2),
      ofMember("member.status_changed", memberId, { state: "disabled" }, 3),
    ]);
    expect(subjects().sort()).toEqual([
      [email, "Edgemart: Welcome to Edgemart"],
      [email, "Edgemart: You are an administrator now"],
      [email, "Edgemart: Your account is disabled"],
    ]);
    expect(await room.count("inbox_item", `member_id = '${memberId}'`)).toBe(2);
    expect(await room.count("inbox_item", "category <> 'security'")).toBe(0);
  });

  test("notifications 11: an older state that a newer one made untrue is not told", async () => {
    const { memberId } = member();
    await room.deliver([ofMember("member.status_changed", memberId, { state: "active" }, 4)]);
    await room.deliver([ofMember("member.status_changed", memberId, { state: "disabled" }, 3)]);
    expect(subjects()).toHaveLength(1);
    expect(await room.count("delivery", "reason = 'superseded'")).toBe(1);
  });

  test("a state of a later release that has no words is kept and not told", async () => {
    const { memberId } = member();
    await room.deliver([ofMember("member.status_changed", memberId, { state: "asleep" })]);
    expect(subjects()).toEqual([]);
    expect(await room.count("delivery", "state = 'skipped' and reason = 'untrue'")).toBe(1);
  });
});

describe("notifications 7, 53: what was done to an account", () => {
  test("a new device, a password and a way in are told, each in the inbox too", async () => {
    const { memberId, email } = member("en");
    await room.deliver([
      ofMember("auth.session_opened", memberId),
      ofMember("auth.password_changed", memberId),
      ofMember("auth.factor_changed", memberId),
      ofMember("auth.session_opened", memberId, { newDevice: false }),
    ]);
    expect(subjects().sort()).toEqual([
      [email, "Edgemart: A new device signed in"],
      [email, "Edgemart: A way to sign in was changed"],
      [email, "Edgemart: Your password was changed"],
    ]);
    expect(await room.count("inbox_item", "category = 'security'")).toBe(3);
  });

  test.each([
    ["recovery_used", "Recovery code used"],
    ["google_linked", "Google account linked"],
    ["of a later release", null],
  ])("a way to sign in is named: %s", async (what, words) => {
    const { memberId } = member("en");
    await room.deliver([ofMember("auth.factor_changed", memberId, { what })]);
    const [{ text = "" } = {}] = room.sent;
    expect(/^Change: (.+)$/m.exec(text)?.[1] ?? null).toBe(words);
    expect(text).not.toContain("of a later release");
  });

  test("notifications 53: of new devices one mail leaves in an hour, and the next counts the others; the inbox has each", async () => {
    const [one, other] = [member("en"), member("en")];
    for (let n = 0; n < 3; n++) {
      await room.deliver([ofMember("auth.session_opened", one.memberId)]);
    }
    await room.deliver([ofMember("auth.session_opened", other.memberId)]);
    expect(room.sent.map(({ to }) => to)).toEqual([one.email, other.email]);
    expect(await room.count("delivery", "state = 'skipped' and reason = 'recent'")).toBe(2);
    expect(await room.count("inbox_item", `member_id = '${one.memberId}'`)).toBe(3);
    await room.database.query(
      "update notification.delivery set created_at = created_at - interval '61 minutes'",
    );
    await room.deliver([ofMember("auth.session_opened", one.memberId)]);
    const counted = "Other sign-ins from new devices";
    expect(room.sent.map(({ text }) => text.includes(counted))).toEqual([false, false, true]);
    expect(room.sent[2]?.text).toMatch(
      /Other sign-ins from new devices since our last mail: 2 times/,
    );
    // It has counted those.
    await room.database.query(
      "update notification.delivery set created_at = created_at - interval '61 minutes'",
    );
    await room.deliver([ofMember("auth.session_opened", one.memberId)]);
    expect(room.sent[3]?.text).not.toContain(counted);
  });
});

describe("notifications 49.20: a mailbox that somebody fills", () => {
  test("one member gets 50 mails in a day, those of its orders besides, and every item in the inbox", async () => {
    const [one, other] = [member("en"), member("en")];
    const changes = (contact: ReturnType<typeof member>, count: number) =>
      room.deliver(
        Array.from({ length: count }, () => ofMember("auth.factor_changed", contact.memberId)),
      );
    await changes(one, 45);
    await changes(one, 10);
    await changes(other, 1);
    const { orderId } = room.order();
    await room.deliver([paidEvent(orderId, { memberId: one.memberId })]);
    const to = (email: string) => room.sent.filter((each) => each.to === email).length;
    expect([to(one.email), to(other.email), room.sent.length]).toEqual([50, 1, 52]);
    expect(await room.count("delivery", "state = 'skipped' and reason = 'member_limit'")).toBe(5);
    expect(await room.count("inbox_item", `member_id = '${one.memberId}'`)).toBe(56);
    // A thief who fills the mailbox first does not move on unnoticed.
    await room.deliver([ofMember("auth.password_changed", one.memberId)]);
    expect(to(one.email)).toBe(51);
    await room.database.query(
      "update notification.delivery set sent_at = sent_at - interval '1 day'",
    );
    await changes(one, 1);
    expect(to(one.email)).toBe(52);
  });
});

describe("notifications 10: the recipient of now", () => {
  test("notifications 49.39, 49.41: who has another address and another language before the mail is made gets it so; a link's mail keeps the link's own", async () => {
    const contact = member("ko");
    const linkId = newId("link");
    room.links.set(linkId, {
      ...{ linkId, kind: "reset", email: "asked@example.com", locale: "ko", token: "t".repeat(43) },
      expiresAt: new Date(Date.now() + 1_800_000).toISOString(),
    });
    room.away.add("members").add("links");
    await room.deliver([
      ofMember("auth.password_changed", contact.memberId),
      ofMember("auth.reset_requested", contact.memberId, { linkId, locale: "ko" }),
    ]);
    expect(room.sent).toEqual([]);
    room.members.set(contact.memberId, { ...contact, email: "new@example.com", locale: "en" });
    room.away.clear();
    await room.database.query("update notification.delivery set next_at = now()");
    await sendDue(room.deps, null, testCall());
    expect(subjects().sort()).toEqual([
      ["asked@example.com", expect.stringMatching(/[가-힣]/)],
      ["new@example.com", "Edgemart: Your password was changed"],
    ]);
  });
});

describe("notifications 7: sign-in that waits, and sessions that ended", () => {
  test("wrong passwords and wrong codes are told once a day each, by mail and in the inbox", async () => {
    const [one, other] = [member("en"), member("en")];
    const blocked = ({ memberId }: { memberId: string }, reason: string) =>
      room.deliver([ofMember("auth.sign_in_blocked", memberId, { reason })]);
    for (let n = 0; n < 3; n++) {
      await blocked(one, "passwords");
      await blocked(one, "codes");
    }
    await blocked(other, "passwords");
    const [passwords, codes] = ["passwords", "codes"].map(
      (what) => `Edgemart: Several wrong ${what} were tried`,
    );
    expect(subjects().sort()).toEqual(
      [
        [one.email, passwords],
        [one.email, codes],
        [other.email, passwords],
      ].sort(),
    );
    expect(await room.count("inbox_item", `member_id = '${one.memberId}'`)).toBe(2);
    await room.database.query(
      "update notification.delivery set created_at = now() - interval '25 hours'",
    );
    await blocked(one, "codes");
    expect(room.sent).toHaveLength(4);
  });

  test("sessions that ended are kept, and tell nobody", async () => {
    const { memberId } = member();
    const data = { sessions: [newId("session")], reason: "logout_local" };
    await room.deliver([ofMember("auth.sessions_ended", memberId, data)]);
    expect(await room.count("event", "state = 'planned'")).toBe(1);
    expect([await room.count("delivery"), await room.count("inbox_item")]).toEqual([0, 0]);
  });
});

describe("notifications 44, 49.40: a member who was deleted", () => {
  test("with 20 due has one farewell at the last address: all else is skipped, inbox and choices are gone", async () => {
    const contact = member();
    const other = member();
    const { memberId } = contact;
    room.provider.answer = () => ({ kind: "transient", why: "provider_failed" });
    for (let n = 0; n < 20; n++) {
      await room.deliver([paidEvent(room.order({ memberId }).orderId, { memberId })]);
    }
    await room.deliver([ofMember("member.role_changed", other.memberId)]);
    await room.database.query(
      `insert into notification.preference (member_id, choices, version)
       select unnest(array['${memberId}', '${other.memberId}']), '{}', 2`,
    );
    room.provider.answer = () => null;
    gone(contact);
    const farewell = ofMember("member.deleted", memberId);
    await Promise.all([room.deliver([farewell]), room.deliver([farewell])]);
    await room.database.query(
      "update notification.delivery set next_at = now() where state = 'due'",
    );
    await sendDue(room.deps, null, testCall());
    expect(subjects().sort()).toEqual(
      [
        [contact.email, "Edgemart: 계정이 삭제되었습니다"],
        [other.email, "Edgemart: 관리자 권한이 주어졌습니다"],
      ].sort(),
    );
    const mine = `member_id = '${memberId}'`;
    expect(
      await room.count("delivery", `${mine} and state = 'skipped' and reason = 'recipient_gone'`),
    ).toBe(20);
    expect([await room.count("inbox_item", mine), await room.count("preference", mine)]).toEqual([
      0, 0,
    ]);
    expect([await room.count("inbox_item"), await room.count("preference")]).toEqual([1, 1]);
  });

  test("gets no inbox item by an event that comes later", async () => {
    const contact = member();
    const { memberId } = contact;
    gone(contact);
    await room.deliver([ofMember("member.deleted", memberId, {}, 9)]);
    await room.deliver([
      ofMember("member.role_changed", memberId, {}, 8),
      paidEvent(room.order({ memberId }).orderId, { memberId }),
    ]);
    expect(await room.count("inbox_item")).toBe(0);
    // The order lives on by its own contact.
    expect(subjects().map(([to]) => to)).toEqual([contact.email, "mina@example.com"]);
  });
});

describe("notifications 7, 40, 49.35: what people of the shop have to look at", () => {
  test("1 000 events of one kind are one alert with their count, and nobody else hears of them", async () => {
    const told: { rule: string; key: string; count: number }[] = [];
    const watch = () =>
      alertOperators({
        ...room.deps,
        operators: [{ name: "webhook", tell: async (alerts) => void told.push(...alerts) }],
      });
    const raised = (n: number) =>
      event("payment.attention_raised", newId("payment"), { reason: "amount_mismatch" }, n);
    for (let batch = 0; batch < 10; batch++) {
      await room.deliver(Array.from({ length: 100 }, (_, n) => raised(n)));
    }
    const order = newId("order");
    await room.deliver([
      event("order.paid_again", order, { orderId: order }),
      event("order.attention_raised", order, { orderId: order, reason: "stuck" }),
    ]);
    await watch();
    await watch();
    expect(told.map(({ rule, key, count }) => [rule, key, count]).sort()).toEqual([
      ["attention", "order.paid_again", 1],
      ["attention", "order.stuck", 1],
      ["attention", "payment.amount_mismatch", 1_000],
    ]);
    expect([await room.count("delivery"), await room.count("inbox_item")]).toEqual([0, 0]);
  }, 60_000);
});
