/** Web push over HTTP, by the queue and by the clock, on a real PostgreSQL, to a push service that decrypts. @see specs/notifications.md E */
import type { Envelope } from "@edgemart/contracts/events/envelope";
import { NotificationExport } from "@edgemart/contracts/notification";
import { PushDevice, PushDevices, PushPayload } from "@edgemart/contracts/push";
import { goldenEvent } from "@edgemart/testkit/golden-event";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { app } from "../src/app.ts";
import type { Deps } from "../src/ports/deps.ts";
import { alertOperators } from "../src/verbs/alert-operators.ts";
import { sendPushes } from "../src/verbs/send-pushes.ts";
import { openPostRoom, type PostRoom, paidEvent, testCall } from "./post-room.ts";

let room: PostRoom;
let keyId: string;
beforeAll(async () => {
  room = await openPostRoom();
  keyId = room.deps.push.current.keyId;
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

/** A member who is signed in. */
function member(locale: "ko" | "en" = "en") {
  const memberId = newId("member");
  const contact = {
    ...{ memberId, email: `${memberId}@example.com`, name: "Mina Kim", locale, isConfirmed: true },
  };
  room.members.set(memberId, contact);
  return { memberId, sid: newId("session") };
}
type Who = ReturnType<typeof member>;
const PATH = "/api/notifications/push";

async function ask({ memberId, sid }: Who, method: string, path = PATH, body?: unknown) {
  const token = await room.signer.sign(memberId, "member", { sid });
  const answer = await app.request(
    path,
    {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
    room.env,
  );
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}
const fresh = () => room.pushService.browser();
const subscribe = (who: Who, browser = fresh()) => ask(who, "POST", PATH, { ...browser, keyId });
const devices = async (who: Who) => PushDevices.parse((await ask(who, "GET")).body).items;
/** An event of auth or member, as its producer writes it. */
function event(type: string, memberId: string, data: object = {}): Envelope {
  const golden = goldenEvent(type) as unknown as Envelope;
  return {
    ...golden,
    ...{ id: newId("event"), occurredAt: new Date().toISOString() },
    aggregate: { ...golden.aggregate, id: memberId, sequence: Date.now() },
    data: { ...golden.data, memberId, ...data },
  };
}
const changed = ({ memberId }: Who) =>
  room.deliver([event("auth.factor_changed", memberId, { what: "passkey_added" })]);
const shown = () => room.pushService.received.map(({ data }) => PushPayload.parse(data));
const again = async () => {
  await room.database.query("update notification.delivery set next_at = now() where state = 'due'");
  return sendPushes(room.deps, null, testCall());
};

describe("notifications 31, 33: what a browser is sent", () => {
  test("is encrypted for it and signed by the shop; it names no one, no item and no amount", async () => {
    const who = member("en");
    const browser = fresh();
    const added = PushDevice.parse((await subscribe(who, browser)).body);
    expect(added).toMatchObject({ browser: "Chrome", lastOkAt: null });
    const { orderId } = room.order({ memberId: who.memberId });
    await room.deliver([paidEvent(orderId, { memberId: who.memberId })]);
    const [got, ...others] = room.pushService.received;
    expect([others, got?.endpoint]).toEqual([[], browser.endpoint]);
    const [notice] = await room.database.query<{ id: string }>(
      "select id from notification.inbox_item",
    );
    expect(got?.data).toMatchObject({ path: `/en/orders/${orderId}`, tag: notice?.id });
    expect(JSON.stringify(got?.data)).not.toMatch(/Mina|27.?000|₩|KRW|A-1|@/);
    expect(got?.claims).toMatchObject({
      aud: "https://fcm.googleapis.com",
      sub: "mailto:help@shop.example",
    });
    expect(got?.headers).toMatchObject({ urgency: "normal", "content-encoding": "aes128gcm" });
    expect(got?.headers.topic).toMatch(/^[\w-]{32}$/);
    expect(Number(got?.headers.ttl)).toBeGreaterThan(7 * 86_400 - 60);
    expect(await devices(who)).toMatchObject([{ id: added.id, lastOkAt: expect.any(String) }]);
    expect(await room.count("delivery", "channel = 'push' and state = 'sent'")).toBe(1);
  });

  test("is in the language of now, and for every browser of the member", async () => {
    const who = member("ko");
    await subscribe(who);
    await subscribe(who);
    await changed(who);
    expect(shown().map(({ path }) => path)).toEqual(Array(2).fill("/ko/account/security"));
    expect(shown()[0]?.title).toMatch(/[가-힣]/);
    expect(room.pushService.received[0]?.headers.urgency).toBe("high");
  });

  test("notifications 18, 23: is left out where its member chose so, until the moment it is sent", async () => {
    const who = member();
    await subscribe(who);
    const choose = (push: object) =>
      room.deps.preferences.replace(
        who.memberId,
        { choices: { push: { security: true, order: true, ...push } } },
        { match: "any", requestId: "test" },
      );
    await choose({ order: false });
    await room.deliver([paidEvent(room.order({ memberId: who.memberId }).orderId, who)]);
    expect(shown()).toEqual([]);
    // Mails are chosen apart.
    expect(room.sent).toHaveLength(1);
    room.away.add("members");
    await changed(who);
    room.away.clear();
    await choose({ security: false });
    await again();
    expect(shown()).toEqual([]);
    expect(await room.count("delivery", "channel = 'push' and reason = 'opted_out'")).toBe(1);
  });

  test("notifications 49.1: of one event by 20 copies at once comes once", async () => {
    const who = member();
    await subscribe(who);
    const one = event("auth.factor_changed", who.memberId);
    await Promise.all(Array.from({ length: 20 }, () => room.deliver([one])));
    expect(shown()).toHaveLength(1);
  });
});

describe("notifications 31, 49.21, 49.25: what is no browser", () => {
  test("is refused: an address of no push service, a bad point, a short secret, a key that is not ours", async () => {
    const who = member();
    const good = { ...fresh(), keyId };
    const { keys } = good;
    const off = Buffer.from(keys.p256dh, "base64url");
    off.fill(7, 1);
    const bad = [
      { ...good, endpoint: "http://fcm.googleapis.com/x" },
      { ...good, endpoint: "https://127.0.0.1/x" },
      { ...good, endpoint: "https://fcm.googleapis.com.evil.example/x" },
      { ...good, keys: { ...keys, p256dh: off.toString("base64url") } },
      { ...good, keys: { ...keys, p256dh: "AAAA" } },
      { ...good, keys: { ...keys, auth: Buffer.alloc(15, 1).toString("base64url") } },
      { ...good, keyId: "k9" },
    ];
    for (const body of bad) {
      const answer = await ask(who, "POST", PATH, body);
      expect([answer.status, answer.body.code]).toEqual([422, "push_endpoint_refused"]);
    }
    expect(await devices(who)).toEqual([]);
  });

  test("is not written to either when it is in the table already, and goes; what leads elsewhere is not followed", async () => {
    const who = member();
    await subscribe(who);
    await room.database.query(
      "update notification.push_subscription set endpoint = 'https://127.0.0.1:1/x'",
    );
    await changed(who);
    expect([await room.count("push_subscription"), shown()]).toEqual([0, []]);
    await subscribe(who);
    room.pushService.answer = () => ({
      status: 307,
      headers: { location: `${room.pushService.url}/inside` },
    });
    await changed(who);
    expect(await room.count("delivery", "reason = 'push_redirected'")).toBe(1);
  });
});

describe("notifications 32: whose browser it is", () => {
  test("notifications 49.22: one that another member adds is taken over, and nothing for the first comes there", async () => {
    const [one, other] = [member(), member()];
    const browser = fresh();
    await subscribe(one, browser);
    room.away.add("members");
    await changed(one);
    room.away.clear();
    const both = await Promise.all([subscribe(other, browser), subscribe(other, browser)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await again();
    expect([await devices(one), (await devices(other)).length]).toEqual([[], 1]);
    expect(shown()).toEqual([]);
    expect(await room.count("delivery", "channel = 'push' and reason = 'recipient_gone'")).toBe(1);
  });

  test("ten of a member's are taken, also of twelve at once; one that is there already is no eleventh", async () => {
    const who = member();
    const browsers = Array.from({ length: 12 }, fresh);
    const answers = await Promise.all(browsers.map((each) => subscribe(who, each)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(200), 409, 409]);
    const kept = await devices(who);
    expect(kept.length).toBe(10);
    const there = browsers[answers.findIndex(({ status }) => status === 200)];
    expect((await subscribe(who, there)).status).toBe(200);
    const full = await subscribe(who);
    expect([full.status, full.body.code]).toEqual([409, "devices_full"]);
    const [first] = kept;
    expect((await ask(who, "DELETE", `${PATH}/${first?.id}`)).status).toBe(204);
    expect((await subscribe(who)).status).toBe(200);
  });

  test("notifications 49.30: another member's is not there", async () => {
    const [one, other] = [member(), member()];
    const { id } = PushDevice.parse((await subscribe(one)).body);
    expect((await ask(other, "DELETE", `${PATH}/${id}`)).status).toBe(404);
    expect([(await devices(one)).length, await devices(other)]).toEqual([1, []]);
  });

  test("notifications 49.23: a browser that was logged out gets nothing, and is not added by what comes late", async () => {
    const who = member();
    const elsewhere = { ...who, sid: newId("session") };
    await subscribe(who);
    const kept = fresh();
    await subscribe(elsewhere, kept);
    const ended = { sessions: [who.sid], reason: "logout_local" };
    await room.deliver([event("auth.sessions_ended", who.memberId, ended)]);
    await changed(who);
    expect(room.pushService.received.map(({ endpoint }) => endpoint)).toEqual([kept.endpoint]);
    const late = await subscribe(who);
    expect([late.status, late.body.code]).toEqual([401, "session_revoked"]);
  });

  test.each([
    ["a password that was reset by a link", "auth.password_changed", { what: "reset" }, 0],
    ["one that its member changed", "auth.password_changed", { what: "change" }, 1],
    ["an account that is disabled", "member.status_changed", { state: "disabled" }, 0],
    ["a deleted one", "member.deleted", {}, 0],
  ])("%s: browsers that stay: %4$i", async (_what, type, data, stay) => {
    const [who, other] = [member(), member()];
    await subscribe(who);
    await subscribe(other);
    await room.deliver([event(type, who.memberId, data)]);
    expect((await devices(who)).length).toBe(stay);
    expect((await devices(other)).length).toBe(1);
  });

  test("the end of all members' sessions removes every browser from before, and no later one", async () => {
    const [who, other] = [member(), member()];
    await subscribe(who);
    await subscribe(other);
    const all = event("auth.sessions_ended", newId("member"), { everyone: true });
    const later = member();
    await subscribe(later);
    await room.database.query(
      "update notification.push_subscription set created_at = now() + interval '1 minute' where member_id = $1",
      [later.memberId],
    );
    await room.deliver([all]);
    expect([await devices(who), await devices(other)]).toEqual([[], []]);
    expect((await devices(later)).length).toBe(1);
  });
});

describe("notifications 32, K: what push services answer", () => {
  test.each([404, 410])("%d: the browser is gone", async (status) => {
    const who = member();
    await subscribe(who);
    room.pushService.answer = () => ({ status });
    await changed(who);
    expect(await room.count("push_subscription")).toBe(0);
    expect(await room.count("delivery", "channel = 'push' and state = 'skipped'")).toBe(1);
  });

  test("an outage is tried again while it is useful; a browser that fails five times in a row is given up", async () => {
    const who = member();
    await subscribe(who);
    room.pushService.answer = () => ({ status: 503, headers: { "retry-after": "7" } });
    await changed(who);
    const [row] = await room.database.query<{ s: number }>(
      "select extract(epoch from next_at - now())::int as s from notification.delivery where channel = 'push'",
    );
    expect(row?.s).toBeGreaterThan(3);
    expect(row?.s).toBeLessThan(8);
    for (let n = 0; n < 3; n++) await again();
    expect(await room.count("push_subscription", "failures = 4")).toBe(1);
    room.pushService.answer = () => null;
    await again();
    expect([shown().length, await room.count("push_subscription", "failures = 0")]).toEqual([1, 1]);
    room.pushService.answer = () => ({ status: 500 });
    await changed(who);
    for (let n = 0; n < 5; n++) await again();
    expect(await room.count("push_subscription")).toBe(0);
  });

  test.each([401, 403])(
    "%d, which is of the shop's own key: no browser that took one is given up, and what waits comes when it is mended",
    async (status) => {
      const [who, stranger] = [member(), member()];
      await subscribe(who);
      await changed(who);
      await subscribe(stranger);
      room.pushService.answer = () => ({ status });
      for (let n = 0; n < 6; n++) await changed(who);
      expect(await devices(who)).toHaveLength(1);
      await changed(stranger);
      for (let n = 0; n < 6; n++) await again();
      expect([(await devices(who)).length, (await devices(stranger)).length]).toEqual([1, 0]);
      room.pushService.answer = () => null;
      await again();
      expect([shown().length, await room.count("push_subscription", "failures = 0")]).toEqual([
        7, 1,
      ]);
    },
  );

  test("notifications 40: a key that is refused is one alert to operators, until what waits has come", async () => {
    const alerts: string[] = [];
    const deps: Deps = {
      ...room.deps,
      operators: [
        {
          name: "webhook",
          async tell(said) {
            for (const { rule, count, isOver } of said) alerts.push(`${rule} ${count} ${isOver}`);
          },
        },
      ],
    };
    const who = member();
    await subscribe(who);
    await changed(who);
    room.pushService.answer = () => ({ status: 403 });
    for (let n = 0; n < 3; n++) await changed(who);
    await alertOperators(deps);
    await changed(who);
    await alertOperators(deps);
    expect(alerts).toEqual(["push_denied 3 false"]);
    room.pushService.answer = () => null;
    await again();
    await alertOperators(deps);
    expect(alerts).toEqual(["push_denied 3 false", "push_denied 4 true"]);
  });

  test("one that no one could be shown for 60 days goes", async () => {
    await subscribe(member());
    await subscribe(member());
    await room.database.query(
      "update notification.push_subscription set created_at = now() - interval '61 days', last_ok_at = case when slot = 1 and failures = 0 and id = (select min(id) from notification.push_subscription) then now() end",
    );
    await room.deps.upkeep.tidy();
    expect(await room.count("push_subscription")).toBe(1);
  });
});

describe("notifications 44, 45, 49.44: what is kept of a browser", () => {
  test("is in the account's export without its endpoint, which nothing shows", async () => {
    const who = member();
    const browser = fresh();
    await subscribe(who, browser);
    await changed(who);
    const exported = await ask(who, "GET", "/api/notifications/export");
    expect(NotificationExport.parse(exported.body).devices).toHaveLength(1);
    const list = await ask(who, "GET");
    const secrets = [browser.endpoint, browser.keys.auth, browser.keys.p256dh];
    for (const secret of secrets) {
      expect(JSON.stringify([exported.body, list.body])).not.toContain(secret);
    }
  });
});
