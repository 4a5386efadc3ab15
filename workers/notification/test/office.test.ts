/** A member's inbox and choices, and what staff see and settle, over HTTP on a real PostgreSQL. @see specs/notifications.md 8, 16, 18, 37 */
import { FailedDelivery, NoticeList, Preferences } from "@edgemart/contracts/notification";
import { NotificationOverview } from "@edgemart/contracts/notification-overview";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { app } from "../src/app.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, orderEvent, type PostRoom, paidEvent, testCall } from "./post-room.ts";

let room: PostRoom;
let memberId: string;
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(async () => {
  await room.empty();
  memberId = newId("member");
});

/** Asks as a member, or as staff whose password is fresh. */
async function ask(
  method: string,
  path: string,
  {
    as = memberId,
    role = "member" as "member" | "admin",
    body,
    headers = {},
  }: {
    as?: string;
    role?: "member" | "admin";
    body?: unknown;
    headers?: Record<string, string>;
  } = {},
) {
  const token = await room.signer.sign(as, role);
  const answer = await app.request(
    path,
    {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
    room.env,
  );
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
}
const key = () => ({ "idempotency-key": crypto.randomUUID() });
const pay = () => room.deliver([paidEvent(room.order({ memberId }).orderId, { memberId })]);
const staff = { as: newId("member"), role: "admin" as const };
const settle = (path: string, headers = key()) =>
  ask("POST", path, { ...staff, body: { because: "For a test" }, headers });

describe("notifications 37: the inbox", () => {
  test("is read in the language of the caller, in pages, with what is unread", async () => {
    for (let n = 0; n < 5; n++) await pay();
    const first = await ask("GET", "/api/notifications?limit=3&lang=en");
    const page = NoticeList.parse(first.body);
    expect([page.items.length, page.unread]).toEqual([3, 5]);
    expect(page.items[0]).toMatchObject({
      title: "Your order is paid",
      readAt: null,
      category: "order",
    });
    expect(page.items[0]?.path).toMatch(/^\/orders\/ord_/);
    const rest = await ask("GET", `/api/notifications?limit=3&cursor=${page.nextCursor}`);
    const last = NoticeList.parse(rest.body);
    expect([last.items.length, last.nextCursor]).toEqual([2, null]);
    expect(last.items[0]?.title).toBe("결제가 완료되었습니다");
    expect(new Set([...page.items, ...last.items].map(({ id }) => id)).size).toBe(5);
    expect((await ask("GET", "/api/notifications?cursor=none")).status).toBe(400);
  });

  test("items are marked as read, some or all up to a moment; the count answers 304 while it is the same", async () => {
    for (let n = 0; n < 3; n++) await pay();
    const { items } = NoticeList.parse((await ask("GET", "/api/notifications")).body);
    const counted = await ask("GET", "/api/notifications/unread");
    expect(counted.body).toEqual({ count: 3 });
    const etag = counted.headers.get("etag") ?? "";
    const again = await ask("GET", "/api/notifications/unread", {
      headers: { "if-none-match": etag },
    });
    expect([again.status, again.body]).toEqual([304, null]);
    const one = await ask("POST", "/api/notifications/read", { body: { ids: [items[0]?.id] } });
    expect(one.body).toEqual({ count: 2 });
    const unread = await ask("GET", "/api/notifications?unread=yes");
    expect(NoticeList.parse(unread.body).items).toHaveLength(2);
    const all = await ask("POST", "/api/notifications/read", {
      body: { before: new Date().toISOString() },
    });
    expect(all.body).toEqual({ count: 0 });
    const since = await ask("GET", "/api/notifications/unread", {
      headers: { "if-none-match": etag },
    });
    expect(since.status).toBe(200);
  });

  test("notifications 49.30: another member's item is not there, for every verb", async () => {
    await pay();
    const [item] = NoticeList.parse((await ask("GET", "/api/notifications")).body).items;
    const other = { as: newId("member") };
    expect((await ask("DELETE", `/api/notifications/${item?.id}`, other)).status).toBe(404);
    await ask("POST", "/api/notifications/read", { ...other, body: { ids: [item?.id] } });
    expect((await ask("GET", "/api/notifications/unread")).body).toEqual({ count: 1 });
    expect(NoticeList.parse((await ask("GET", "/api/notifications", other)).body).items).toEqual(
      [],
    );
    expect((await ask("DELETE", `/api/notifications/${item?.id}`)).status).toBe(204);
    expect((await ask("DELETE", `/api/notifications/${item?.id}`)).status).toBe(404);
  });

  test("an expired item is not shown, nor counted", async () => {
    await pay();
    await room.database.query("update notification.inbox_item set expires_at = now()");
    const page = NoticeList.parse((await ask("GET", "/api/notifications")).body);
    expect([page.items, page.unread]).toEqual([[], 0]);
  });

  test("notifications 51: a page costs one statement, and so does the count", async () => {
    await pay();
    const sent = vi.spyOn(globalThis, "fetch");
    const statements = () =>
      sent.mock.calls.filter(([input]) => String(input).endsWith("/sql")).length;
    try {
      expect((await ask("GET", "/api/notifications")).status).toBe(200);
      expect(statements()).toBe(1);
      expect((await ask("GET", "/api/notifications/unread")).status).toBe(200);
      expect(statements()).toBe(2);
    } finally {
      sent.mockRestore();
    }
  });
});

describe("notifications 18: what a member wants to be told", () => {
  const path = "/api/notifications/preferences";
  const choose = (email: boolean, match: string) =>
    ask("PUT", path, { body: { choices: { order: { email } } }, headers: { "if-match": match } });

  test("is on until it is chosen, and replaced on the version that was seen", async () => {
    const first = await ask("GET", path);
    expect(Preferences.parse(first.body)).toEqual({
      choices: {
        order: { email: true },
        service: { email: true },
        push: { security: true, order: true, service: false },
      },
      marketing: {
        ...{ email: false, atNight: false, changedAt: null },
        push: { agreed: false, atNight: false, changedAt: null },
      },
      version: 1,
    });
    expect(first.headers.get("etag")).toBe('"1"');
    expect((await choose(false, '"2"')).status).toBe(412);
    const chosen = await choose(false, '"1"');
    expect([chosen.status, chosen.body.version, chosen.headers.get("etag")]).toEqual([
      200,
      2,
      '"2"',
    ]);
    expect((await choose(true, '"1"')).status).toBe(412);
    expect((await choose(true, "*")).body.version).toBe(3);
    expect((await ask("PUT", path, { body: { choices: { order: { email: true } } } })).status).toBe(
      428,
    );
    expect(
      (
        await ask("PUT", path, {
          body: { choices: { security: { email: false } } },
          headers: { "if-match": "*" },
        })
      ).status,
    ).toBe(422);
    const both = await Promise.all([choose(false, '"3"'), choose(true, '"3"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test("notifications 49.9: who opts out is not written to from then on; a receipt comes all the same, and the inbox has both", async () => {
    const { orderId } = room.order({ memberId });
    const shipped = () =>
      orderEvent("order.shipped", orderId, { shipmentId: newId("shipment") }, { memberId });
    room.provider.answer = () => ({ kind: "transient", why: "provider_failed" });
    await room.deliver([shipped()]);
    await choose(false, "*");
    room.provider.answer = () => null;
    await room.deliver([shipped(), paidEvent(orderId, { memberId, sequence: 9 })]);
    await room.database.query(
      "update notification.delivery set next_at = now() where state = 'due'",
    );
    await sendDue(room.deps, null, testCall());
    expect(room.sent.map(({ subject }) => subject.includes("결제"))).toEqual([true]);
    expect(await room.count("delivery", "state = 'skipped' and reason = 'opted_out'")).toBe(2);
    expect(await room.count("inbox_item")).toBe(3);
  });
});

describe("notifications 16, 49.32: a message that failed", () => {
  async function dead() {
    room.provider.answer = () => ({ kind: "permanent", why: "message_refused" });
    await pay();
    room.provider.answer = () => null;
    const { body } = await ask("GET", "/api/notifications/deliveries", staff);
    return FailedDelivery.parse(body.items[0]);
  }

  test("is listed without whom it was for, and sent again by three replays once", async () => {
    const failed = await dead();
    expect(failed).toMatchObject({
      state: "dead",
      reason: "message_refused",
      template: "order_paid",
    });
    expect(JSON.stringify(failed)).not.toContain("mina@");
    const path = `/api/notifications/deliveries/${failed.id}/replay`;
    const same = key();
    const [first, again] = [await settle(path, same), await settle(path, same)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect((await settle(path)).status).toBe(409);
    await sendDue(room.deps, null, testCall());
    expect(room.sent.map(({ key: id }) => id)).toEqual([failed.id]);
    expect((await settle(path)).status).toBe(404);
    expect(await room.count("action", "action = 'delivery.replayed'")).toBe(1);
  });

  test.each([
    ["dead", 1],
    ["unknown", 0],
  ])(
    "notifications 15: one that is %s and may have left before: after its replay %i outcomes count as not known",
    async (state, lost) => {
      const failed = await dead();
      for (const move of ["due", "sending", state]) {
        await room.database.query(
          "update notification.delivery set lost = 1, state = $1, lease_until = case when $1 = 'sending' then now() end",
          [move],
        );
      }
      expect((await settle(`/api/notifications/deliveries/${failed.id}/replay`)).status).toBe(200);
      expect(await room.count("delivery", `state = 'due' and lost = ${lost}`)).toBe(1);
    },
  );

  test("is left unsent with a reason, which the audit keeps", async () => {
    const failed = await dead();
    const ignored = await settle(`/api/notifications/deliveries/${failed.id}/ignore`);
    expect([ignored.status, ignored.body.ignoredAt]).toEqual([200, expect.any(String)]);
    expect((await settle(`/api/notifications/deliveries/${failed.id}/replay`)).body.code).toBe(
      "delivery_not_dead",
    );
    expect((await ask("GET", "/api/notifications/deliveries", staff)).body.items).toEqual([]);
    expect(
      (await ask("GET", "/api/notifications/deliveries?ignored=yes", staff)).body.items,
    ).toHaveLength(1);
    expect(await room.count("action", "changes ->> 'reason' = 'For a test'")).toBe(1);
  });

  test("notifications 49.31: is staff's alone, with a key, by who is staff now", async () => {
    const { id } = await dead();
    const path = `/api/notifications/deliveries/${id}/ignore`;
    const body = { because: "x" };
    expect((await ask("GET", "/api/notifications/deliveries")).status).toBe(403);
    expect((await ask("POST", path, { body, headers: key() })).status).toBe(403);
    expect((await ask("POST", path, { ...staff, body })).status).toBe(400);
    room.standings.set(staff.as, { role: "member", status: "active" });
    expect((await settle(path)).status).toBe(403);
    room.standings.delete(staff.as);
    expect((await settle(path)).status).toBe(200);
  });
});

describe("notifications 8: a dead message", () => {
  test("is replayed by the consumer's own function: three times, one effect", async () => {
    const event = paidEvent(room.order({ memberId }).orderId, { memberId });
    await room.deliver([event], "edgemart-notify-dead");
    const list = await ask("GET", "/api/notifications/dead-messages", staff);
    const { id } = list.body.items[0];
    const path = `/api/notifications/dead-messages/${id}/replay`;
    const same = key();
    const all = [await settle(path, same), await settle(path, same), await settle(path)];
    expect(all.map(({ status }) => status)).toEqual([200, 200, 409]);
    await sendDue(room.deps, null, testCall());
    expect(room.sent).toHaveLength(1);
    expect(await room.count("dead_message", "settled_how = 'replayed'")).toBe(1);
    expect(
      (await ask("GET", "/api/notifications/dead-messages?settled=yes", staff)).body.items,
    ).toHaveLength(1);
  });

  test("that still cannot be read stays, and is ignored with a reason", async () => {
    await room.deliver(["{"]);
    const { body } = await ask("GET", "/api/notifications/dead-messages", staff);
    const { id } = body.items[0];
    expect((await settle(`/api/notifications/dead-messages/${id}/replay`)).status).toBe(409);
    const ignored = await settle(`/api/notifications/dead-messages/${id}/ignore`);
    expect([ignored.status, ignored.body.settledHow]).toEqual([200, "ignored"]);
    expect((await settle(`/api/notifications/dead-messages/none/ignore`)).status).toBe(404);
  });
});

describe("notifications 42, 49.50: the overview", () => {
  test("counts what the rows say, names no one, and is staff's alone", async () => {
    const overview = "/api/notifications/deliveries/overview";
    const { orderId, email } = room.order({ memberId });
    await room.deliver([paidEvent(orderId, { memberId }), "nothing that can be read"]);
    room.provider.answer = () => ({ kind: "permanent", why: "message_refused" });
    await pay();
    room.provider.answer = () => ({ kind: "transient", why: "provider_failed" });
    await pay();
    await room.database.query(
      `insert into notification.cursor (source, at, id) values ('order', now(), 'x');
       insert into notification.breaker (channel, reason, open_until) values ('email', 'daily_limit', now() + interval '1 hour');
       update notification.delivery set state = 'skipped', reason = 'stale' where state = 'due'`,
    );
    await room.database.query("delete from notification.breaker where channel = 'none'");
    const { status, body } = await ask("GET", overview, staff);
    expect(status).toBe(200);
    const read = NotificationOverview.parse(body);
    expect(read).toMatchObject({
      ...{ waiting: 0, oldestSeconds: null, unknown: 0 },
      dead: await room.count("delivery", "state = 'dead'"),
      deadMessages: await room.count("dead_message"),
      resting: [{ channel: "email", reason: "daily_limit" }],
      skipped: [{ reason: "stale", count: 1 }],
    });
    expect([read.dead, read.deadMessages]).toEqual([1, 1]);
    expect(read.producers).toMatchObject([{ source: "order", lost: 0 }]);
    expect(read.producers[0]?.lagSeconds).toBeLessThan(60);
    expect(JSON.stringify(body)).not.toContain(email);
    expect((await ask("GET", overview)).status).toBe(403);
    expect((await ask("GET", overview, { ...staff, as: memberId, role: "member" })).status).toBe(
      403,
    );
  });
});
