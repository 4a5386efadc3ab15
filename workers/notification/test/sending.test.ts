/** The machine of deliveries against a provider that fails in every way, on a real PostgreSQL. @see specs/notifications.md 13–17 */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SendOutcome } from "../src/core/delivery.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, type PostRoom, paidEvent, testCall } from "./post-room.ts";

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

const order = () => room.deliver([paidEvent(room.order().orderId)]);
const send = () => sendDue(room.deps, null, testCall());
const passWaits = () =>
  room.database.query(
    "update notification.delivery set next_at = now(), lease_until = case when lease_until is not null then now() end where state in ('due', 'sending')",
  );
const fails = (outcome: SendOutcome) => {
  room.provider.answer = () => outcome;
};
const only = async () => {
  const [row] = await room.database.query<{
    state: string;
    reason: string;
    attempt: number;
    lost: number;
  }>("select state, reason, attempt, lost from notification.delivery");
  return row;
};

describe("notifications 13, 49.45: a claim", () => {
  test("40 claimers at once send each message once", async () => {
    fails({ kind: "transient", why: "provider_failed" });
    for (let batch = 0; batch < 6; batch++) {
      await room.deliver(Array.from({ length: 10 }, () => paidEvent(room.order().orderId)));
    }
    room.provider.answer = () => null;
    await passWaits();
    await Promise.all(Array.from({ length: 40 }, send));
    expect(room.sent).toHaveLength(60);
    expect(new Set(room.sent.map(({ key }) => key)).size).toBe(60);
    expect(await room.count("delivery", "state = 'sent' and attempt = 2")).toBe(60);
  });

  test("is overtaken once its lease is over: the first claimer writes nothing any more", async () => {
    const { promise: late, resolve } = Promise.withResolvers<SendOutcome>();
    const { promise: isAsked, resolve: ask } = Promise.withResolvers<void>();
    room.provider.answer = () => {
      ask();
      return late;
    };
    const slow = order();
    await isAsked;
    room.provider.answer = () => null;
    await passWaits();
    await send();
    resolve({ kind: "permanent", why: "message_refused" });
    await slow;
    expect(await only()).toMatchObject({ state: "sent", attempt: 2 });
  });
});

describe("notifications 13, 50: a claim that has become old", () => {
  test("is given back unsent and uncounted, and the next claimer sends it", async () => {
    fails({ kind: "transient", why: "provider_failed" });
    await order();
    room.provider.answer = () => null;
    await passWaits();
    // The provider was slow with those before it.
    const times = [0, 45_001];
    await sendDue({ ...room.deps, now: () => times.shift() ?? 45_001 }, null, testCall());
    expect(room.sent).toHaveLength(0);
    expect(await only()).toMatchObject({ state: "due", reason: "given_back", attempt: 1, lost: 0 });
    await send();
    expect(room.sent).toHaveLength(1);
    expect(await only()).toMatchObject({ state: "sent", attempt: 2 });
  });
});

describe("notifications 14: what failed", () => {
  test("waits 30 s, 2 min, 10 min, 1 h, 4 h, then 6 h, while it is useful", async () => {
    fails({ kind: "transient", why: "provider_failed" });
    await order();
    const waits: number[] = [];
    for (let tries = 0; tries < 7; tries++) {
      const [row] = await room.database.query<{ wait: number }>(
        "select round(extract(epoch from next_at - clock_timestamp()) / 5)::int * 5 as wait from notification.delivery",
      );
      waits.push(row?.wait ?? 0);
      await passWaits();
      await send();
    }
    expect(waits).toEqual([30, 120, 600, 3_600, 14_400, 21_600, 21_600]);
  });

  test("waits as long as the provider says", async () => {
    fails({ kind: "transient", why: "throttled", retryAfterSeconds: 777 });
    await order();
    expect(
      await room.count(
        "delivery",
        "next_at between now() + interval '770 s' and now() + interval '780 s'",
      ),
    ).toBe(1);
  });

  test("for good is dead", async () => {
    fails({ kind: "permanent", why: "message_refused" });
    await order();
    expect(await only()).toMatchObject({ state: "dead", reason: "message_refused" });
  });

  test("notifications 49.37: by the configuration rests the channel, burns nothing, and goes on by itself", async () => {
    fails({ kind: "stopped", why: "sender_refused" });
    await order();
    await order();
    expect(await room.count("breaker", "reason = 'sender_refused'")).toBe(1);
    // The second was planned while the channel rested: no one was asked for it.
    expect(await room.count("delivery", "state = 'due' and attempt = 0")).toBe(2);
    room.provider.answer = () => null;
    await passWaits();
    await send();
    expect(room.sent).toHaveLength(0);
    await room.database.query("update notification.breaker set open_until = now()");
    await send();
    expect(room.sent).toHaveLength(2);
    expect(await room.count("breaker")).toBe(0);
  });

  test("notifications 49.42: an order's owner that does not answer holds up its messages alone", async () => {
    const memberId = newId("member");
    room.members.set(memberId, {
      ...{ memberId, email: "jun@example.com", name: "Jun", locale: "en", isConfirmed: true },
    });
    room.away.add("orders");
    const charged = {
      ...{ id: newId("event"), type: "payment.changed", version: 1, source: "payment" },
      ...{ occurredAt: new Date().toISOString(), correlationId: "test" },
      aggregate: { type: "payment", id: newId("payment"), sequence: 3 },
      data: {
        ...{ purpose: "point_charge", reference: newId("payment"), paymentId: newId("payment") },
        ...{ state: "PAID", memberId, currency: "KRW", amountMinor: 10_000 },
      },
    };
    await room.deliver([paidEvent(room.order().orderId), charged]);
    expect(room.sent).toMatchObject([{ to: "jun@example.com" }]);
    room.away.clear();
    await passWaits();
    await send();
    expect(room.sent).toHaveLength(2);
  });

  test("notifications 49.40: no one is left to tell", async () => {
    await room.deliver([paidEvent(newId("order"))]);
    expect(await only()).toMatchObject({ state: "skipped", reason: "recipient_gone" });
  });
});

describe("notifications 26: an order's mail in full", () => {
  const email = "mina@example.com";
  const contact = (memberId: string, more: object) =>
    room.members.set(memberId, {
      ...{ memberId, email, name: "Mina", locale: "ko", isConfirmed: true, ...more },
    });
  const textTo = async (memberId: string | null) => {
    const { orderId, order: placed } = room.order({ memberId });
    room.sent.length = 0;
    await room.deliver([paidEvent(orderId, { memberId })]);
    return { text: room.sent[0]?.text ?? "", line: placed.lines[0]?.title.ko ?? "no line" };
  };

  test("identity 14: goes to the member's own confirmed address alone", async () => {
    const [own, unconfirmed, other] = [newId("member"), newId("member"), newId("member")];
    contact(own, { email: "Mina@Example.com" });
    contact(unconfirmed, { isConfirmed: false });
    contact(other, { email: "jun@example.com" });
    const full = await textTo(own);
    expect(full.text).toContain(full.line);
    for (const memberId of [unconfirmed, other, newId("member"), null]) {
      const short = await textTo(memberId);
      expect(short.text).not.toBe("");
      expect(short.text).not.toContain(short.line);
    }
    // Whose address it is cannot be known: the short one goes, and nothing waits.
    room.away.add("members");
    const short = await textTo(own);
    expect(short.text).not.toContain(short.line);
    expect(short.text).not.toBe("");
  });
});

describe("notifications 15, 49.2, 49.3, 49.46: an outcome that is not known", () => {
  test("with a key is tried again, and one copy leaves", async () => {
    fails({ kind: "lost", why: "no_answer" });
    await order();
    room.provider.answer = () => null;
    await passWaits();
    await send();
    expect(room.sent).toHaveLength(1);
    expect(await only()).toMatchObject({ state: "sent", lost: 1 });
  });

  test("without a key is tried once more: two copies at most, then it is unknown", async () => {
    room.provider.hasKeys = false;
    fails({ kind: "lost", why: "no_answer" });
    await order();
    await passWaits();
    await send();
    await passWaits();
    await send();
    expect(room.sent).toHaveLength(2);
    expect(await only()).toMatchObject({ state: "unknown", lost: 2 });
  });

  test.each([
    [true, 5, "sending"],
    [false, 1, "sending"],
    [false, 2, "unknown"],
  ])("a lease that ran out, with keys %s, %d times: %s", async (hasKeys, times, state) => {
    fails({ kind: "transient", why: "provider_failed" });
    await order();
    await passWaits();
    const claim = { ids: null, limit: 10, hasKeys, dailyMax: 100 };
    await room.deps.deliveries.claim(claim);
    for (let n = 0; n < times; n++) {
      await passWaits();
      await room.deps.deliveries.claim(claim);
    }
    expect(await only()).toMatchObject({ state, lost: times });
  });
});

describe("notifications 17, 49.38: the day's quota", () => {
  test("is not passed, and what waits is sent the next day", async () => {
    fails({ kind: "transient", why: "provider_failed" });
    await Promise.all(Array.from({ length: 5 }, order));
    await passWaits();
    const claim = { ids: null, limit: 10, hasKeys: true, dailyMax: 3 };
    await room.database.query(
      "update notification.delivery set state = 'sending', lease_until = now() where id in (select id from notification.delivery limit 3)",
    );
    await room.database.query(
      "update notification.delivery set state = 'sent', lease_until = null, sent_at = now() where state = 'sending'",
    );
    expect(await room.deps.deliveries.claim(claim)).toHaveLength(0);
    await room.database.query(
      "update notification.delivery set sent_at = sent_at - interval '1 day' where state = 'sent'",
    );
    expect(await room.deps.deliveries.claim(claim)).toHaveLength(2);
  });

  test("is used in the order of the categories", async () => {
    fails({ kind: "transient", why: "provider_failed" });
    for (let n = 0; n < 6; n++) await order();
    await room.database.query(`update notification.delivery d set category = c.name, next_at = now() - make_interval(secs => c.n)
      from (select id, row_number() over () as n from notification.delivery) as r
      join (values (1, 'marketing'), (2, 'service'), (3, 'reservation'), (4, 'order'), (5, 'account'), (6, 'security'))
        as c(n, name) using (n) where r.id = d.id`);
    await room.database.query(
      "update notification.delivery set next_at = now() - interval '1 s' * (7 - n) from (select id as i, row_number() over () as n from notification.delivery) as r where r.i = id",
    );
    // Advertising goes to who has agreed to it, at night too.
    await room.database.query(
      "update notification.delivery set member_id = 'mem_agreed' where category = 'marketing'",
    );
    await room.database.query(
      `insert into notification.consent_event (member_id, purpose, channel, granted, source, text_version)
       select 'mem_agreed', purpose, 'email', true, 'form', 'test' from unnest(array['marketing', 'marketing_night']) as purpose`,
    );
    const taken: string[] = [];
    for (let n = 0; n < 6; n++) {
      const [claimed] = await room.deps.deliveries.claim({
        ids: null,
        limit: 1,
        hasKeys: true,
        dailyMax: 100,
      });
      taken.push(claimed?.category ?? "none");
    }
    expect(taken).toEqual(["security", "account", "order", "reservation", "service", "marketing"]);
  });
});
