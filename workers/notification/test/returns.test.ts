/** Mails that come back, over HTTP and by the queue, on a real PostgreSQL. @see specs/notifications.md 28, 40 */
import { MARKETING_CONSENT_VERSION } from "@edgemart/contracts/marketing-consent";
import { newId } from "@edgemart/worker-kit/ids";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { app } from "../src/app.ts";
import { alertOperators } from "../src/verbs/alert-operators.ts";
import { consumeReturns } from "../src/verbs/consume-returns.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, type PostRoom, paidEvent, testCall, WEBHOOK_SECRET } from "./post-room.ts";

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

const PATH = "/api/notifications/webhooks/resend";

/** A webhook as Resend signs it; parts may be changed after that. */
async function post(
  body: unknown,
  {
    id = crypto.randomUUID(),
    secret = WEBHOOK_SECRET,
    at = new Date(),
    change = (raw: string) => raw,
    headers = {} as Record<string, string>,
  } = {},
): Promise<number> {
  const raw = JSON.stringify(body);
  const answer = await app.request(
    PATH,
    {
      method: "POST",
      headers: {
        ...{ "content-type": "application/json", "svix-id": id },
        "svix-timestamp": String(Math.floor(at.getTime() / 1_000)),
        "svix-signature": new Webhook(secret).sign(id, at, raw),
        ...headers,
      },
      body: change(raw),
    },
    room.env,
  );
  return answer.status;
}
const bounced = (emailId: string, type = "Permanent") => ({
  type: "email.bounced",
  created_at: new Date().toISOString(),
  data: { email_id: emailId, to: ["mina@example.com"], bounce: { type, message: "550 unknown" } },
});
const complained = (emailId: string) => ({ type: "email.complained", data: { email_id: emailId } });

/** Sends a mail by a provider. @returns the provider's id of it */
async function mailed(
  email: string,
  { memberId = null as string | null, provider = "resend" } = {},
): Promise<string> {
  const { contact } = room.order().order;
  const { orderId } = room.order({ memberId, contact: { ...contact, email } });
  await room.deliver([paidEvent(orderId, { memberId })]);
  const id = crypto.randomUUID();
  const [row] = await room.database.query<{ state: string }>(
    `update notification.delivery set provider = '${provider}', provider_id = '${id}'
      where target = 'order:${orderId}' and state = 'sent' returning state`,
  );
  return row ? id : "";
}
const held = () =>
  room.database.query<{ reason: string; bounces: number; days: number | null }>(
    "select reason, bounces, round(extract(epoch from until - now()) / 86400)::int as days from notification.suppression",
  );

describe("notifications 28: a mail that came back", () => {
  test("leaves its address alone for 7 days, and after the second one permanently, in every spelling", async () => {
    const memberId = newId("member");
    const first = await mailed("Mina@Example.com", { memberId });
    expect(await post(bounced(first))).toBe(200);
    expect(await held()).toEqual([{ reason: "hard_bounce", bounces: 1, days: 7 }]);
    expect(await mailed("mina@example.com")).toBe("");
    expect(await room.count("delivery", "state = 'skipped' and reason = 'suppressed'")).toBe(1);
    expect(await mailed("jun@example.com")).not.toBe("");
    await room.database.query("update notification.suppression set until = now()");
    const second = await mailed("mina@EXAMPLE.com");
    expect(second).not.toBe("");
    await post(bounced(second));
    expect(await held()).toEqual([{ reason: "hard_bounce", bounces: 2, days: null }]);
    // The member reads it where mails are not needed.
    expect(
      await room.count(
        "inbox_item",
        `member_id = '${memberId}' and template = 'address_suppressed'`,
      ),
    ).toBe(1);
    const rows = await room.database.query(
      "select to_jsonb(s)::text as t from notification.suppression s union all select to_jsonb(w)::text from notification.webhook_seen w union all select to_jsonb(d)::text from notification.delivery d union all select to_jsonb(e)::text from notification.event e",
    );
    expect(JSON.stringify(rows)).not.toMatch(/@|550/);
  });

  test("that only came late, or was no bounce, changes nothing", async () => {
    const id = await mailed("mina@example.com");
    expect(await post(bounced(id, "Transient"))).toBe(200);
    expect(await post({ type: "email.delivered", data: { email_id: id } })).toBe(200);
    expect(await post("text")).toBe(200);
    expect([await held(), await room.count("webhook_seen")]).toEqual([[], 0]);
  });

  test("notifications 49.26: unsigned, by another secret, 6 minutes old, altered: 401; 1 MB: 413; repeated: one effect", async () => {
    const id = await mailed("mina@example.com");
    const body = bounced(id);
    const other = `whsec_${btoa("another secret of 24 bytes")}`;
    const old = new Date(Date.now() - 6 * 60_000);
    expect(await post(body, { headers: { "svix-signature": "" } })).toBe(401);
    expect(await post(body, { headers: { "svix-signature": "v1,AAAA" } })).toBe(401);
    expect(await post(body, { secret: other })).toBe(401);
    expect(await post(body, { at: old })).toBe(401);
    expect(await post(body, { change: (raw) => raw.replace("bounced", "bouncez") })).toBe(401);
    expect(await post({ ...body, x: "x".repeat(1_000_000) })).toBe(413);
    expect(await post(body, { headers: { "content-type": "text/plain" } })).toBe(415);
    expect([await held(), await room.count("webhook_seen")]).toEqual([[], 0]);
    const again = crypto.randomUUID();
    const all = await Promise.all(Array.from({ length: 5 }, () => post(body, { id: again })));
    expect(all).toEqual(Array(5).fill(200));
    expect(await held()).toMatchObject([{ bounces: 1 }]);
  });

  test("notifications 49.27: for a mail that is not ours there is no effect, whatever address it names", async () => {
    await mailed("mina@example.com");
    expect(await post(bounced(crypto.randomUUID()))).toBe(200);
    expect(await held()).toEqual([]);
  });

  test("that is told of before the mail is noted as sent is kept, and done once when it is: in whichever order, and by two at once", async () => {
    const id = await mailed("mina@example.com");
    // As before the provider's answer was noted.
    const unnoted = `update notification.delivery set provider_id = 'x' where provider_id = '${id}'`;
    const noted = `update notification.delivery set provider_id = '${id}' where provider_id = 'x'`;
    await room.database.query(unnoted);
    const message = crypto.randomUUID();
    expect(await post(bounced(id), { id: message })).toBe(200);
    expect(await room.deps.returns.lookAgain()).toBe(0);
    expect(await held()).toEqual([]);
    await room.database.query(noted);
    expect(await post(bounced(id), { id: message })).toBe(200);
    expect(await held()).toEqual([]);
    const looks = await Promise.all([room.deps.returns.lookAgain(), room.deps.returns.lookAgain()]);
    expect(looks.sort()).toEqual([0, 1]);
    expect(await held()).toMatchObject([{ bounces: 1 }]);
    expect(await room.deps.returns.lookAgain()).toBe(0);
  });

  test("that is told of a day too early is not looked at again, and what was kept of it goes", async () => {
    const id = await mailed("mina@example.com");
    await room.database.query("update notification.delivery set provider_id = 'x'");
    await post(bounced(id));
    await room.database.query(
      `update notification.webhook_seen set at = now() - interval '26 hours'`,
    );
    await room.database.query(`update notification.delivery set provider_id = '${id}'`);
    expect(await room.deps.returns.lookAgain()).toBe(0);
    await room.deps.upkeep.tidy();
    expect(await room.count("webhook_seen", "provider_id is null and kind is null")).toBe(1);
    expect(await held()).toEqual([]);
  });

  test("notifications 49.29: a complaint stops all but the links that the member asks for", async () => {
    const id = await mailed("mina@example.com");
    await post(complained(id));
    expect(await held()).toEqual([{ reason: "complaint", bounces: 0, days: null }]);
    expect(await mailed("mina@example.com")).toBe("");
    // As a link would be; it waits for its owner, so that its category can be changed.
    const next = room.order();
    room.away.add("orders");
    await room.deliver([paidEvent(next.orderId)]);
    room.away.clear();
    await room.database.query(
      `update notification.delivery set category = 'account', next_at = now() where target = 'order:${next.orderId}'`,
    );
    await sendDue(room.deps, null, testCall());
    expect(await room.count("delivery", "state = 'sent' and category = 'account'")).toBe(1);
  });
});

describe("notifications 19, 28: a complaint", () => {
  test("refuses advertising, by day and by night, once and with its source", async () => {
    const memberId = newId("member");
    await room.database.query(
      `insert into notification.consent_event (member_id, purpose, channel, granted, source, text_version)
       values ($1, 'marketing', 'email', true, 'form', '2026-12-01')`,
      [memberId],
    );
    const refusals = () =>
      room.database.query<{ said: string }>(
        `select concat_ws(' ', purpose, channel, granted, text_version) as said from notification.consent_event
          where member_id = $1 and source = 'complaint' order by id`,
        [memberId],
      );
    const id = await mailed("mina@example.com", { memberId });
    await post(bounced(id));
    expect(await refusals()).toEqual([]);
    const again = crypto.randomUUID();
    await post(complained(id), { id: again });
    await post(complained(id), { id: again });
    expect((await refusals()).map(({ said }) => said)).toEqual([
      `marketing email f ${MARKETING_CONSENT_VERSION}`,
      `marketing_night email f ${MARKETING_CONSENT_VERSION}`,
    ]);
    const [now] = await room.database.query<{ has: boolean }>(
      "select notification.has_consent($1, 'marketing', 'email') as has",
      [memberId],
    );
    expect(now?.has).toBe(false);
  });

  test("of a guest refuses nothing", async () => {
    await post(complained(await mailed("mina@example.com")));
    expect(await room.count("consent_event")).toBe(0);
  });
});

describe("notifications 28, 49.28: what Cloudflare says by the queue", () => {
  const message = (body: unknown) => {
    const seen: string[] = [];
    return {
      ...{ id: crypto.randomUUID(), body, attempts: 1, seen },
      ack: () => void seen.push("ack"),
      retry: () => void seen.push("retry"),
    };
  };
  const said = (what: string, messageId: string, more: object = {}) =>
    message({
      type: `cf.email.sending.message.${what}`,
      source: { type: "email.sending", domain: "shop.example" },
      payload: {
        ...{ eventId: crypto.randomUUID(), messageId, recipient: "mina@example.com" },
        ...{ sender: "no-reply@shop.example", terminal: true },
        ...more,
      },
    });

  test("of one of our mails has its effect; of a foreign one, or of another shape, none: all are acknowledged", async () => {
    const id = await mailed("mina@example.com", { provider: "cloudflare" });
    const hard = { bounce: { type: "hard", reason: "550 5.1.1" } };
    const batch = [
      said("bounced", "another's", hard),
      said("bounced", id, { bounce: { type: "soft" } }),
      said("delivered", id),
      message("{"),
      message(null),
      said("bounced", id, hard),
    ];
    await consumeReturns(room.deps, batch);
    expect(batch.map(({ seen }) => seen)).toEqual(batch.map(() => ["ack"]));
    expect(await held()).toEqual([{ reason: "hard_bounce", bounces: 1, days: 7 }]);
  });

  test("comes again when the store is away", async () => {
    const one = said("complained", "any");
    await room.database.query("alter table notification.webhook_seen rename to away");
    await consumeReturns(room.deps, [one]);
    await room.database.query("alter table notification.away rename to webhook_seen");
    expect(one.seen).toEqual(["retry"]);
  });
});

describe("notifications 28, 40: too many of a day", () => {
  const day = async (returned: number, kind: string, sent = 100) => {
    await mailed("seed@example.com");
    await room.database.query(`
      insert into notification.delivery (id, event_id, rule, channel, target, category, template, data, state, next_at, useful_until, sent_at, returned)
      select 'dlv_' || n, (select id from notification.event limit 1), 'r' || n, 'email', 'order:x', 'order', 'order_paid', '{}', 'sent', now(), now(), now(),
             case when n <= ${returned} then '${kind}' end from generate_series(1, ${sent - 1}) as n`);
    // Its member has agreed to advertising at any hour.
    await room.database.query(`
      insert into notification.consent_event (member_id, purpose, channel, granted, source, text_version)
      select 'mem_day', purpose, 'email', true, 'form', 'a text' from unnest(array['marketing', 'marketing_night']) as purpose`);
    await room.database.query(`
      insert into notification.delivery (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
      select 'dlv_' || c, (select id from notification.event limit 1), c, 'email', 'order:x', 'mem_day', c, 'order_paid', '{}', 'due', now(), now() + interval '1 day'
        from unnest(array['marketing', 'service']) as c`);
  };
  const claimed = async () => {
    const claim = { ids: null, limit: 10, hasKeys: true, dailyMax: 10_000 };
    return (await room.deps.deliveries.claim(claim)).map(({ category }) => category);
  };
  const rules = async () => {
    const alerts: string[] = [];
    const tell = async (all: readonly { rule: string }[]) =>
      void alerts.push(...all.map(({ rule }) => rule));
    await alertOperators({ ...room.deps, operators: [{ name: "webhook", tell }] });
    return alerts;
  };

  test.each([
    [5, "bounced", 100, ["bounces"]],
    [1, "complained", 100, ["complaints"]],
  ])("%d %s of %d: advertising stops, and operators are alerted", async (n, kind, sent, alerts) => {
    await day(n, kind, sent);
    expect(await claimed()).toEqual(["service"]);
    expect(await rules()).toEqual(alerts);
  });

  test.each([
    [4, "bounced", 100],
    [4, "bounced", 49],
    [1, "complained", 49],
  ])("%d %s of %d is not too many", async (n, kind, sent) => {
    await day(n, kind, sent);
    expect((await claimed()).sort()).toEqual(["marketing", "service"]);
    expect(await rules()).toEqual([]);
  });
});
