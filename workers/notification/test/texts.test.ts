/** Text messages from event to telephone on a real PostgreSQL, to the mailbox of a laptop. @see specs/notifications.md F */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Order } from "@edgemart/contracts/order";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Mailbox, startMailbox } from "../../../tools/local/mailbox/start.ts";
import { depsOf } from "../src/deps.ts";
import { readNotificationConfig } from "../src/env.ts";
import type { Deps } from "../src/ports/deps.ts";
import { alertOperators } from "../src/verbs/alert-operators.ts";
import { consume } from "../src/verbs/consume.ts";
import { sendTexts } from "../src/verbs/send-texts.ts";
import { exampleOrder } from "./example-order.ts";
import { openPostRoom, orderEvent, type PostRoom, testCall } from "./post-room.ts";

interface Text {
  key: string;
  to: string;
  templateCode: string;
  variables: Record<string, string>;
  fallbackText: string;
}

let folder: string;
let mailbox: Mailbox;
let room: PostRoom;
let before = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-test-texts-"));
  mailbox = await startMailbox({ port: 0, folder });
  room = await openPostRoom({ SMS_SENDER: "mailbox", MAILBOX_URL: mailbox.url });
}, 120_000);
afterAll(async () => {
  await room?.close();
  await mailbox?.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await room.empty();
  await fail("none");
  before = (await all()).length;
});

const all = async () => {
  const answer = await fetch(`${mailbox.url}/api/texts`);
  return ((await answer.json()) as { texts: Text[] }).texts;
};
/** Texts that came since the test began, oldest first. */
const texts = async () => (await all()).reverse().slice(before);
const fail = (kind: string, times = 1) =>
  fetch(`${mailbox.url}/fail`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind, times }),
  });

let made = 0;
const numberOf = (n: number) => `010-0000-${String(n).padStart(4, "0")}`;
/** An order that goes to a number of its own. */
function order(phone: string | null = numberOf(++made), changes: Partial<Order> = {}) {
  return room.order({ shippingAddress: { ...exampleOrder().shippingAddress, phone }, ...changes });
}
const shipped = (orderId: string, rest: Parameters<typeof orderEvent>[3] = {}) =>
  orderEvent("order.shipped", orderId, { shipmentId: newId("shipment") }, rest);
const ship = (phone?: string | null, changes?: Partial<Order>) =>
  room.deliver([shipped(order(phone, changes).orderId)]);
const send = (deps: Deps = room.deps) => sendTexts(deps, null, testCall());
const passWaits = () =>
  room.database.query(
    "update notification.delivery set next_at = now(), lease_until = case when lease_until is not null then now() end where channel = 'sms' and state in ('due', 'sending')",
  );
const rows = () =>
  room.database.query<{ state: string; reason: string | null; attempt: number; lost: number }>(
    "select state, reason, attempt, lost from notification.delivery where channel = 'sms' order by id",
  );

describe("notifications 35: a text message", () => {
  test("tells that a parcel is on its way, to the number of the delivery, once however often it is told", async () => {
    const { orderId, order: sent } = order("010-1234-5678");
    const event = shipped(orderId);
    await room.deliver([event, event]);
    await Promise.all([room.deliver([event]), send(), send()]);
    expect(await texts()).toEqual([
      expect.objectContaining({
        to: "+821012345678",
        templateCode: "order_shipped",
        variables: { number: sent.number },
        fallbackText: `[Edgemart] 주문하신 상품이 출발했습니다. 주문번호 ${sent.number}`,
      }),
    ]);
    expect(room.sent).toHaveLength(1);
  });

  test("speaks the language of the order, and goes to the contact where the delivery names no number", async () => {
    const contact = { ...exampleOrder().contact, phone: "+82 10 8765 4321" };
    const { orderId } = order(null, { contact });
    const kept = room.orders.get(orderId);
    if (kept) kept.locale = "en";
    await room.deliver([shipped(orderId)]);
    const [text] = await texts();
    expect([text?.to, text?.fallbackText]).toEqual([
      "+821087654321",
      expect.stringContaining("Your parcel is on its way"),
    ]);
  });

  test("is of no other event", async () => {
    await room.deliver([
      orderEvent("order.delivered", order().orderId, { shipmentId: newId("shipment") }),
    ]);
    expect(await rows()).toEqual([]);
    expect(room.sent).toHaveLength(1);
  });

  test("does not exist where no provider is named; what was planned before is left out", async () => {
    const config = readNotificationConfig({ ...room.env, SMS_SENDER: "none" });
    const off = { ...room.deps, ...depsOf(config, { requestId: "test" }), email: room.deps.email };
    const message = { id: "m", attempts: 1, ack: () => undefined, retry: () => undefined };
    await consume(
      off,
      "edgemart-notify",
      [{ ...message, body: shipped(order().orderId) }],
      testCall(),
    );
    expect(await rows()).toEqual([]);
    expect(room.sent).toHaveLength(1);
    await fail("down");
    await ship();
    await passWaits();
    await send(off);
    expect(await rows()).toEqual([
      expect.objectContaining({ state: "skipped", reason: "no_sender" }),
    ]);
    expect(await texts()).toEqual([]);
  });

  test("is not sent to who switched off mails of parcels, or once the parcel has come", async () => {
    const memberId = newId("member");
    const input = { choices: { order: { email: false } } };
    await room.deps.preferences.replace(memberId, input, { match: "any", requestId: "t" });
    await room.deliver([shipped(order().orderId, { memberId })]);
    expect(await rows()).toEqual([
      expect.objectContaining({ state: "skipped", reason: "opted_out" }),
    ]);
    const { orderId } = order();
    const shipmentId = newId("shipment");
    const event = (type: string, sequence: number) =>
      orderEvent(type, orderId, { shipmentId }, { sequence });
    await room.deliver([event("order.delivered", 9), event("order.shipped", 8)]);
    expect((await rows()).at(-1)).toMatchObject({ state: "skipped", reason: "superseded" });
    expect(await texts()).toEqual([]);
  });

  test("waits while order does not answer, and holds up no mail", async () => {
    const { orderId } = order();
    room.away.add("orders");
    await room.deliver([shipped(orderId)]);
    expect(await rows()).toEqual([
      expect.objectContaining({ state: "due", reason: "owner_unavailable" }),
    ]);
    room.away.clear();
    await passWaits();
    await send();
    expect(await texts()).toHaveLength(1);
  });
});

describe("notifications 49.49: a number", () => {
  test.each(["060-700-1234", "+1 202 555 0101", "02-1234-5678", "1588-1234"])(
    "that is no mobile one of Korea is written to by no one: %s",
    async (phone) => {
      await ship(phone);
      expect(await rows()).toEqual([
        expect.objectContaining({ state: "skipped", reason: "number_refused" }),
      ]);
      expect(await texts()).toEqual([]);
      expect(room.sent).toHaveLength(1);
    },
  );

  test.each(["+82607001234", "+12025550101", "010-1234-5678"])(
    "that is no mobile one of Korea is 422 where texts are taken: %s",
    async (to) => {
      const said = { templateCode: "order_shipped" as const, variables: {}, fallbackText: "text" };
      const body = JSON.stringify({ key: "k", to, ...said });
      const answer = await fetch(`${mailbox.url}/texts`, { method: "POST", body });
      expect(answer.status).toBe(422);
      expect(await room.deps.sms.send({ key: "k", to, ...said })).toMatchObject({
        kind: "permanent",
        why: "message_refused",
      });
    },
  );

  test("that is not there is no failure", async () => {
    await ship(null);
    expect(await rows()).toEqual([
      expect.objectContaining({ state: "skipped", reason: "no_number" }),
    ]);
  });
});

describe("notifications 36: how many", () => {
  test("a number gets five a day, whoever sends at the same time; others get theirs", async () => {
    await fail("down", 100);
    for (let n = 0; n < 8; n++) await ship("010-5555-5555");
    await ship("010-6666-6666");
    await room.database.query("truncate notification.text_count");
    await room.database.query(
      "update notification.delivery set address_digest = null where channel = 'sms'",
    );
    await fail("none");
    await passWaits();
    await Promise.all(Array.from({ length: 12 }, () => send()));
    const counted = (await texts()).map(({ to }) => to);
    expect(counted.filter((to) => to === "+821055555555")).toHaveLength(5);
    expect(counted.filter((to) => to === "+821066666666")).toHaveLength(1);
    expect(await room.count("delivery", "channel = 'sms' and reason = 'number_limit'")).toBe(3);
  });

  test("a try more counts no more", async () => {
    await fail("down", 2);
    await ship("010-7777-7777");
    for (let n = 0; n < 2; n++) {
      await passWaits();
      await send();
    }
    expect(await texts()).toHaveLength(1);
    expect(await rows()).toEqual([expect.objectContaining({ state: "sent", attempt: 3 })]);
    const counts = await room.database.query("select count from notification.text_count");
    expect(counts).toEqual([{ count: 1 }, { count: 1 }]);
  });

  test("all together get SMS_DAILY_MAX; the rest waits for the next day, mails go on, and operators are told", async () => {
    const alerts: string[] = [];
    const settings = { ...room.deps.settings, smsDailyMax: 3 };
    const few: Deps = {
      ...room.deps,
      settings,
      operators: [
        {
          name: "webhook",
          tell: async (told) => void alerts.push(...told.map(({ rule, key }) => `${rule} ${key}`)),
        },
      ],
    };
    await fail("down", 100);
    for (let n = 0; n < 5; n++) await ship();
    await room.database.query("truncate notification.text_count, notification.breaker");
    await room.database.query(
      "update notification.delivery set address_digest = null where channel = 'sms'",
    );
    await fail("none");
    await passWaits();
    await Promise.all([send(few), send(few)]);
    expect(await texts()).toHaveLength(3);
    expect(
      await room.count("delivery", "channel = 'sms' and state = 'due' and reason = 'daily_limit'"),
    ).toBe(2);
    await passWaits();
    await send(few);
    expect(await texts()).toHaveLength(3);
    expect(await room.count("breaker", "channel = 'sms'")).toBe(1);
    expect(room.sent).toHaveLength(5);
    await alertOperators(few);
    expect(alerts).toContain("quota sms");
    await room.database.query("update notification.text_count set day = day - 1");
    await room.database.query("update notification.breaker set open_until = now()");
    await passWaits();
    await send(few);
    expect(await texts()).toHaveLength(5);
    await room.database.query("update notification.text_count set day = day - 2");
    await room.deps.upkeep.tidy();
    expect(await room.count("text_count")).toBe(0);
  });
});

describe("notifications 36, 49.44: what is known of a number", () => {
  test("is two digits in logs, a digest in rows, and nothing in events", async () => {
    const noted: object[] = [];
    const deps: Deps = {
      ...room.deps,
      note: (_level, event, fields) => void noted.push({ event, ...fields }),
    };
    await fail("down");
    await ship("010-4321-8765");
    await passWaits();
    await send(deps);
    expect(noted).toEqual([
      expect.objectContaining({ event: "text_settled", outcome: "sent", number: "+82-10-****-65" }),
    ]);
    const kept = await room.database.query(
      "select to_jsonb(d) as row from notification.delivery d union all select to_jsonb(e) from notification.event e union all select to_jsonb(t) from notification.text_count t",
    );
    expect(JSON.stringify([kept, noted])).not.toMatch(/4321[- ]?8765/);
  });
});

describe("notifications 15, 49.3: a lost answer", () => {
  test("costs no copy where the provider knows keys", async () => {
    await fail("lose");
    await ship();
    expect(await rows()).toEqual([expect.objectContaining({ state: "due", lost: 1 })]);
    await passWaits();
    await send();
    expect(await texts()).toHaveLength(1);
    expect(await rows()).toEqual([expect.objectContaining({ state: "sent" })]);
  });

  test("is followed by one more try, and no third, where it knows none", async () => {
    let asked = 0;
    const keyless: Deps = {
      ...room.deps,
      sms: {
        name: "solapi",
        hasKeys: false,
        async send() {
          asked += 1;
          return { kind: "lost", why: "no_answer" };
        },
      },
    };
    await fail("down");
    await ship();
    for (let n = 0; n < 3; n++) {
      await passWaits();
      await send(keyless);
    }
    expect(asked).toBe(2);
    expect(await rows()).toEqual([expect.objectContaining({ state: "unknown" })]);
  });
});
