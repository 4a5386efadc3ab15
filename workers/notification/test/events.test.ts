/** From event to message, on a real PostgreSQL. @see specs/notifications.md B */
import { goldenEvent, goldenNames } from "@edgemart/testkit/golden-event";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELIVERY_MOVES } from "../src/core/delivery.ts";
import { consume } from "../src/verbs/consume.ts";
import { keepEvent } from "../src/verbs/keep-event.ts";
import { pull } from "../src/verbs/pull.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, orderEvent, type PostRoom, paidEvent, testCall } from "./post-room.ts";

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

const rowOf = (event: { id: string }, at = new Date().toISOString()) => ({
  ...{ id: `${event.id}@edgemart-notify`, at },
  body: event as never,
});

describe("notifications 9, 49.1: an event is planned once", () => {
  test("40 copies at once by queue, pull and replay: one delivery, one inbox item, one mail", async () => {
    const memberId = newId("member");
    const { orderId } = room.order({ memberId });
    const event = paidEvent(orderId, { memberId });
    room.outboxes.order.push(rowOf(event));
    await Promise.all([
      ...Array.from({ length: 30 }, () => room.deliver([event])),
      ...Array.from({ length: 10 }, () => keepEvent(room.deps, event, "replay")),
      ...Array.from({ length: 10 }, () => pull(room.deps, testCall())),
    ]);
    await sendDue(room.deps, null, testCall());
    expect(await room.count("event")).toBe(1);
    expect(await room.count("delivery")).toBe(1);
    expect(await room.count("inbox_item", `member_id = '${memberId}'`)).toBe(1);
    expect(room.sent).toHaveLength(1);
  });

  test("a guest's order has a mail and no inbox item", async () => {
    const { orderId } = room.order();
    expect(await room.deliver([paidEvent(orderId)])).toEqual(["ack"]);
    expect(await room.count("inbox_item")).toBe(0);
    expect(room.sent).toMatchObject([{ to: "mina@example.com" }]);
    expect(await room.count("delivery", "state = 'sent' and provider = 'mailbox'")).toBe(1);
  });
});

describe("notifications 6, 8, 49.4: what cannot be handled", () => {
  test("is kept and acknowledged, and the others of its batch are sent", async () => {
    const { orderId } = room.order();
    const good = paidEvent(orderId);
    const poison = [
      "{",
      [],
      null,
      { ...paidEvent(orderId), id: newId("event"), extra: 1 },
      { ...paidEvent(orderId), id: newId("event"), source: "payment" },
      { ...paidEvent(orderId), id: newId("event"), version: 99 },
      { ...paidEvent(orderId), id: newId("event"), data: { orderId } },
      { ...paidEvent(orderId), id: newId("event"), data: { text: "x".repeat(200_000) } },
      { ...paidEvent(orderId), id: newId("event"), type: "order.unheard" },
      { ...paidEvent(orderId), id: newId("event"), type: "constructor.x", source: "constructor" },
    ];
    const seen = await room.deliver([...poison, good]);
    expect(seen).toEqual(Array(poison.length + 1).fill("ack"));
    // A type that is not known is nothing to look after.
    expect(await room.count("dead_message")).toBe(poison.length - 2);
    expect(await room.count("event", "state = 'unhandled'")).toBe(1);
    expect(await room.count("event", "state = 'ignored'")).toBe(2);
    expect(room.sent).toHaveLength(1);
  });

  test("dead letters are kept as they are", async () => {
    expect(await room.deliver([{ any: 1 }], "edgemart-notify-dead")).toEqual(["ack"]);
    expect(await room.count("dead_message", "reason = 'dead'")).toBe(1);
  });

  test("an outage is tried again", async () => {
    const event = paidEvent(room.order().orderId);
    await room.database.query("alter table notification.event rename to away");
    const seen = await room.deliver([event]);
    await room.database.query("alter table notification.away rename to event");
    expect(seen).toEqual(["retry"]);
    expect(await room.deliver([event])).toEqual(["ack"]);
    expect(room.sent).toHaveLength(1);
  });

  test("later each time: 30 s, then twice as long, an hour at most", async () => {
    await room.database.query("alter table notification.event rename to away");
    const waits: number[] = [];
    for (const attempts of [1, 2, 3, 7, 8, 11]) {
      const retry = ({ delaySeconds }: { delaySeconds: number }) => void waits.push(delaySeconds);
      const message = { id: "m", body: paidEvent(newId("order")), attempts, ack: () => {}, retry };
      await consume(room.deps, "edgemart-notify", [message], testCall());
    }
    await room.database.query("alter table notification.away rename to event");
    expect(waits).toEqual([30, 60, 120, 1_920, 3_600, 3_600]);
  });

  test("what was of a version of later is planned when it comes again and can be", async () => {
    const event = paidEvent(room.order().orderId);
    await room.deliver([{ ...event, version: 2 }]);
    expect(room.sent).toHaveLength(0);
    await room.deliver([event]);
    expect(room.sent).toHaveLength(1);
  });
});

describe("notifications 6, 49.47: an event of an earlier release", () => {
  test("is planned or ignored, whichever of those that were ever sent it is", async () => {
    const events = goldenNames().map((name) => {
      const [, type = "", version] = /^(.+)\.v(\d+)\.json$/.exec(name) ?? [];
      return { ...goldenEvent(type, Number(version)), id: newId("event") };
    });
    const seen = await room.deliver(events);
    expect(seen).toEqual(Array(events.length).fill("ack"));
    expect(await room.count("dead_message")).toBe(0);
    expect(await room.count("event", "state not in ('planned', 'ignored')")).toBe(0);
    expect(await room.count("event")).toBe(events.length);
  });
});

describe("notifications 43: what the database itself refuses", () => {
  test("is a second message of an event by one rule to one target, a state it does not know, and a delivery of no event", async () => {
    await room.deliver([paidEvent(room.order().orderId)]);
    const copy = () =>
      room.database.query(
        `insert into notification.delivery (id, event_id, rule, channel, target, category, template, data, state, next_at, useful_until)
         select '${newId("delivery")}', event_id, rule, channel, target, category, template, data, 'due', next_at, useful_until
           from (select * from notification.delivery limit 1) d`,
      );
    await expect(copy()).rejects.toMatchObject({ code: "23505" });
    const change = (set: string) => room.database.query(`update notification.delivery set ${set}`);
    await expect(change("state = 'lost'")).rejects.toMatchObject({ code: "23514" });
    await expect(change("channel = 'fax'")).rejects.toMatchObject({ code: "23514" });
    await expect(change("event_id = 'evt_none'")).rejects.toMatchObject({ code: "23503" });
  });
});

describe("notifications 4, 49.5, 49.6: what no queue brought", () => {
  test("is found in the outboxes, page by page, and told once", async () => {
    const events = Array.from({ length: 1_005 }, (_, n) => {
      const { orderId } = room.order();
      return { event: paidEvent(orderId), at: new Date(Date.now() - 200_000 + n).toISOString() };
    });
    room.outboxes.order.push(...events.map(({ event, at }) => rowOf(event, at)));
    await room.deliver(events.slice(0, 3).map(({ event }) => event));
    const pulled = await pull(room.deps, testCall());
    expect(pulled).toEqual({ answered: 4, read: 1_005, missed: 1_002 });
    expect(await pull(room.deps, testCall())).toEqual({ answered: 4, read: 0, missed: 0 });
    expect(await room.count("event")).toBe(1_005);
    expect(await room.count("delivery")).toBe(1_005);
  });

  test("a producer that does not answer holds up no other, and is read when it does", async () => {
    room.outboxes.order.push(rowOf(paidEvent(room.order().orderId)));
    room.away.add("payment");
    expect(await pull(room.deps, testCall())).toEqual({ answered: 3, read: 1, missed: 1 });
    room.away.delete("payment");
    room.away.add("order");
    room.outboxes.order.push(
      rowOf(paidEvent(room.order().orderId), new Date(Date.now() + 5).toISOString()),
    );
    expect(await pull(room.deps, testCall())).toEqual({ answered: 3, read: 0, missed: 0 });
    room.away.clear();
    expect(await pull(room.deps, testCall())).toEqual({ answered: 4, read: 1, missed: 1 });
  });

  test("12 questions a tick: each producer once, then those that are read least far", async () => {
    const asked: string[] = [];
    const full = (source: string, from: number) => ({
      async since({ limit }: { limit: number }) {
        asked.push(source);
        const at = (n: number) => new Date(from + asked.length * 60_000 + n).toISOString();
        return Array.from({ length: limit }, (_, n) => rowOf(known, at(n)));
      },
    });
    const known = paidEvent(newId("order"));
    await room.deliver([known]);
    const old = Date.parse("2026-11-29T00:00:00.000Z");
    const outboxes = {
      quiet: {
        async since() {
          asked.push("quiet");
          return [];
        },
      },
      behind: full("behind", old),
      nearly: full("nearly", old + 6 * 60_000),
    };
    await pull({ ...room.deps, outboxes }, testCall());
    expect(asked).toHaveLength(12);
    expect(asked.slice(0, 3)).toEqual(["quiet", "behind", "nearly"]);
    expect(asked.filter((source) => source === "quiet")).toHaveLength(1);
    // It is asked until it is as far as the other one, and the other one is not forgotten.
    expect(asked[3]).toBe("behind");
    const count = (source: string) => asked.filter((each) => each === source).length;
    expect(count("behind")).toBeGreaterThan(count("nearly"));
    expect(count("nearly")).toBeGreaterThan(1);
  });

  test("a row that cannot be read is kept, and those after it are told", async () => {
    const bad = { ...paidEvent(room.order().orderId), version: 7 };
    room.outboxes.order.push(
      rowOf(bad, "2026-11-30T00:00:00.000Z"),
      rowOf(paidEvent(room.order().orderId), "2026-11-30T00:00:01.000Z"),
    );
    await pull(room.deps, testCall());
    await pull(room.deps, testCall());
    expect(await room.count("dead_message", `id = '${bad.id}'`)).toBe(1);
    expect(await room.count("delivery")).toBe(1);
  });
});

describe("notifications 2, 11, 49.7: a late event that is no longer true", () => {
  test("is not told: a deposit awaited after it was paid, an order paid after it was cancelled", async () => {
    const { orderId } = room.order();
    const amounts = { currency: "KRW", totalMinor: 1, cardMinor: 1, pointAmount: 0 };
    const due = { ...amounts, dueAt: "2026-12-01T00:00:00.000Z" };
    await room.deliver([
      orderEvent(
        "order.cancelled",
        orderId,
        { reason: "cancelled", wasPaid: true },
        { sequence: 9 },
      ),
      paidEvent(orderId, { sequence: 5 }),
      orderEvent("order.awaiting_deposit", orderId, due, { sequence: 4 }),
    ]);
    expect(room.sent).toHaveLength(1);
    expect(await room.count("delivery", "reason = 'superseded'")).toBe(2);
  });

  test("one that waits to be sent is ended by the newer one; another parcel's is not", async () => {
    const { orderId } = room.order();
    const [first, second] = [newId("shipment"), newId("shipment")];
    room.provider.answer = () => ({ kind: "transient", why: "provider_failed" });
    await room.deliver([
      orderEvent("order.shipped", orderId, { shipmentId: first }, { sequence: 4 }),
      orderEvent("order.shipped", orderId, { shipmentId: second }, { sequence: 5 }),
    ]);
    room.provider.answer = () => null;
    await room.deliver([
      orderEvent("order.delivered", orderId, { shipmentId: first }, { sequence: 6 }),
    ]);
    await room.database.query(
      "update notification.delivery set next_at = now() where state = 'due'",
    );
    await sendDue(room.deps, null, testCall());
    expect(room.sent).toHaveLength(2);
    expect(await room.count("delivery", "state = 'skipped' and reason = 'superseded'")).toBe(1);
  });

  test("a replaced order and one that expired unpaid tell nothing", async () => {
    const { orderId } = room.order();
    await room.deliver([
      orderEvent("order.cancelled", orderId, { reason: "replaced", wasPaid: false }),
      orderEvent("order.expired", orderId, { awaitedDeposit: false }),
    ]);
    expect(await room.count("delivery")).toBe(0);
    expect(await room.count("event", "state = 'planned'")).toBe(2);
  });
});

describe("notifications 12, 49.8: what is no longer worth telling", () => {
  test("is skipped, whether it comes late or waits too long", async () => {
    const day = 86_400_000;
    const old = new Date(Date.now() - 8 * day).toISOString();
    await room.deliver([paidEvent(room.order().orderId, { occurredAt: old })]);
    room.provider.answer = () => ({ kind: "transient", why: "provider_failed" });
    await room.deliver([paidEvent(room.order().orderId)]);
    room.provider.answer = () => null;
    await room.database.query(
      "update notification.delivery set next_at = now(), useful_until = now() where state = 'due'",
    );
    await sendDue(room.deps, null, testCall());
    expect(room.sent).toHaveLength(0);
    expect(await room.count("delivery", "reason = 'stale' and state = 'skipped'")).toBe(2);
  });
});

test("notifications 13: the database refuses every move that the machine has not", async () => {
  await room.deliver([paidEvent(room.order().orderId)]);
  const allowed = Object.entries(DELIVERY_MOVES).flatMap(([from, targets]) =>
    targets.map((to) => `${from} ${to}`),
  );
  const states = Object.keys(DELIVERY_MOVES);
  const set = (state: string) => `state = '${state}',
    sent_at = case when '${state}' = 'sent' then now() end, lease_until = case when '${state}' = 'sending' then now() end`;
  const made: string[] = [];
  for (const from of states) {
    for (const to of states.filter((each) => each !== from || each === "sending")) {
      await room.database.query("alter table notification.delivery disable trigger delivery_moves");
      await room.database.query(`update notification.delivery set ${set(from)}`);
      await room.database.query("alter table notification.delivery enable trigger delivery_moves");
      const done = await room.database
        .query(`update notification.delivery set ${set(to)} returning id`)
        .catch(() => []);
      if (done.length > 0) made.push(`${from} ${to}`);
    }
  }
  expect(made.sort()).toEqual(allowed.sort());
});

describe("notifications 44: what has served its time", () => {
  test("bodies and data are emptied, and rows go, each at its age; what is due stays", async () => {
    const memberId = newId("member");
    const one = () => room.deliver([paidEvent(room.order({ memberId }).orderId, { memberId })]);
    await one();
    expect(await room.deps.upkeep.tidy()).toBe(0);
    await room.database.query("update notification.delivery set useful_until = now()");
    expect(await room.deps.upkeep.tidy()).toBe(1);
    expect(await room.count("delivery", "data = '{}'")).toBe(1);
    await room.database.query(
      "update notification.event set received_at = now() - interval '36 days'",
    );
    expect(await room.deps.upkeep.tidy()).toBe(1);
    expect(await room.count("event", "body is null")).toBe(1);
    await room.database.query(
      "update notification.delivery set created_at = now() - interval '91 days'; update notification.event set received_at = now() - interval '91 days'",
    );
    // The event stays while an item of an inbox is of it.
    expect(await room.deps.upkeep.tidy()).toBe(1);
    await room.database.query("update notification.inbox_item set expires_at = now()");
    expect(await room.deps.upkeep.tidy()).toBe(2);
    expect([await room.count("event"), await room.count("delivery")]).toEqual([0, 0]);
  });
});

describe("identity 1, notifications 10: a link is mailed to its own address, with the token that auth makes", () => {
  const linkId = "lnk_01k9z3v5e8f0r9t2m4w6y8a1bc";
  const asked = (type: string, memberId: string, at = Date.now()) => ({
    ...{ id: newId("event"), type, version: 1, source: "auth", correlationId: "test" },
    occurredAt: new Date(at).toISOString(),
    aggregate: { type: "member", id: memberId, sequence: at },
    data: { linkId, memberId, locale: "en", browser: "Firefox", country: "KR" },
  });
  const keepLink = (changes: object = {}) =>
    room.links.set(linkId, {
      ...{ linkId, kind: "reset", email: "mina@example.com", locale: "en", token: "t".repeat(43) },
      ...{ expiresAt: new Date(Date.now() + 1_800_000).toISOString(), ...changes },
    });

  test("notifications 24: it says from where it was asked for and how long it is good", async () => {
    keepLink();
    expect(await room.deliver([asked("auth.reset_requested", newId("member"))])).toEqual(["ack"]);
    expect(room.sent).toHaveLength(1);
    const [{ text = "", to } = {}] = room.sent;
    expect(to).toBe("mina@example.com");
    expect(text).toContain(`https://shop.example/en/reset?token=${"t".repeat(43)}`);
    for (const said of ["Firefox", "South Korea", "Link works until"]) expect(text).toContain(said);
    expect(await room.count("inbox_item")).toBe(0);
    const [row] = await room.database.query("select data::text, target from notification.delivery");
    expect(JSON.stringify(row)).not.toMatch(/tttt|example\.com/);
  });

  test("a link that is not good any more is not mailed; while auth does not answer it waits", async () => {
    room.away.add("links");
    const event = asked("auth.reset_requested", newId("member"));
    await room.deliver([event]);
    expect(await room.count("delivery", "state = 'due' and reason = 'owner_unavailable'")).toBe(1);
    room.away.clear();
    await room.database.query("update notification.delivery set next_at = now()");
    await sendDue(room.deps, null, testCall());
    expect(await room.count("delivery", "state = 'skipped' and reason = 'recipient_gone'")).toBe(1);
    expect(room.sent).toEqual([]);
  });

  test("of two resets of one member the older is not mailed once the newer came", async () => {
    keepLink();
    const memberId = newId("member");
    const now = Date.now();
    await room.deliver([asked("auth.reset_requested", memberId, now)]);
    expect(await room.deliver([asked("auth.reset_requested", memberId, now - 5_000)])).toEqual([
      "ack",
    ]);
    expect(room.sent).toHaveLength(1);
  });

  test("identity 18: of a change of address the present one hears at once, and has it in the inbox", async () => {
    keepLink({ kind: "email_change", email: "new@example.com" });
    const memberId = newId("member");
    room.members.set(memberId, {
      ...{ memberId, email: "old@example.com", name: "Mina", locale: "en", isConfirmed: true },
    });
    await room.deliver([asked("auth.email_change_requested", memberId)]);
    expect(room.sent.map(({ to }) => to).sort()).toEqual(["new@example.com", "old@example.com"]);
    const notice = room.sent.find(({ to }) => to === "old@example.com");
    expect(notice?.text).toContain("https://shop.example/en/forgot");
    expect(`${notice?.text}`).not.toContain("tttt");
    expect(await room.count("inbox_item", `member_id = '${memberId}'`)).toBe(1);
  });
});
