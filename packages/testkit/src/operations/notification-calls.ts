/** Valid calls of notifications and their administration: what failed is put there, because no call makes it fail. */
import { createECDH, createHmac, randomBytes } from "node:crypto";
import { newId } from "@edgemart/worker-kit/ids";
import { system } from "../system.ts";
import { query } from "./order-calls.ts";
import { type BuildCall, ifMatch } from "./setup.ts";

const SETTLING = { because: "For a test" };

/** An event of an order that is no one's, with its row. */
async function event(): Promise<string> {
  const id = newId("event");
  await query(
    `insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
     values ($1, 'order', 'order.delivered', 1, $2, 1, now(), 'queue', 'planned')`,
    [id, newId("order")],
  );
  return id;
}

const deadDelivery: BuildCall = async () => {
  const id = newId("delivery");
  await query(
    `insert into notification.delivery
       (id, event_id, rule, channel, target, category, template, data, state, reason, next_at, useful_until)
     values ($1, $2, 'order_delivered', 'email', $3, 'order', 'order_delivered', '{}', 'dead', 'message_refused', now(), now())`,
    [id, await event(), `order:${newId("order")}`],
  );
  return { params: { id }, json: SETTLING };
};

const deadMessage: BuildCall = async () => {
  const id = newId("event");
  const orderId = newId("order");
  const body = {
    ...{ id, type: "order.delivered", version: 1, source: "order", correlationId: "for a test" },
    ...{ occurredAt: new Date(0).toISOString(), data: { orderId, shipmentId: newId("shipment") } },
    aggregate: { type: "order", id: orderId, sequence: 1 },
  };
  await query(
    "insert into notification.dead_message (id, queue, body, reason) values ($1, 'edgemart-notify-dead', $2, 'dead')",
    [id, JSON.stringify(body)],
  );
  return { params: { id }, json: SETTLING };
};

const announcement: BuildCall = async () => {
  const id = newId("announcement");
  await query(
    `insert into notification.announcement (id, event_id, category, audience, content, state, at, recipients, created_by)
     values ($1, $2, 'service', '{"kind": "consented"}', $3, 'planned', now(), 0, 'test')`,
    [
      id,
      await event(),
      JSON.stringify({
        ...{ category: "service", path: null },
        texts: { ko: { title: "–", text: "–" }, en: { title: "–", text: "–" } },
      }),
    ],
  );
  return { params: { id } };
};

/** A webhook about a mail that is not ours: it is taken, and changes nothing. */
const webhook: BuildCall = async () => {
  const [id, at] = [crypto.randomUUID(), String(Math.floor(Date.now() / 1_000))];
  const raw = JSON.stringify({ type: "email.bounced", data: { email_id: crypto.randomUUID() } });
  const secret = Buffer.from(system().mailWebhookSecret.replace("whsec_", ""), "base64");
  const mac = createHmac("sha256", secret).update(`${id}.${at}.${raw}`).digest("base64");
  return {
    bytes: new TextEncoder().encode(raw),
    headers: {
      ...{ "content-type": "application/json", "svix-id": id, "svix-timestamp": at },
      "svix-signature": `v1,${mac}`,
    },
  };
};

/** A click of a mail program on a link of no mail: it is taken, and refuses nothing. */
const unsubscribing: BuildCall = async () => ({
  params: { token: `u1.k1.${newId("member")}.marketing.email.${"A".repeat(43)}` },
  bytes: new TextEncoder().encode("List-Unsubscribe=One-Click"),
  headers: { "content-type": "application/x-www-form-urlencoded" },
});

/** A browser of its member's, as `PushManager.subscribe()` gives it; nothing is sent to it. */
const browser: BuildCall = async (setup) => {
  const { accessToken: token } = await setup.ownMember();
  const p256dh = createECDH("prime256v1").generateKeys("base64url");
  const auth = randomBytes(16).toString("base64url");
  const endpoint = `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`;
  return { token, json: { endpoint, keys: { p256dh, auth }, keyId: "k1" } };
};

/** Calls of notifications, by their operation. */
export const NOTIFICATION_CALLS: Record<string, BuildCall> = {
  receiveResendWebhook: webhook,
  unsubscribe: unsubscribing,
  openUnsubscribe: async (setup) => ({ params: (await unsubscribing(setup)).params ?? {} }),
  addPushDevice: browser,
  removePushDevice: async (setup) => {
    const { accessToken: token, id: memberId } = await setup.ownMember();
    const id = newId("push");
    await query(
      `insert into notification.push_subscription
         (id, member_id, session_id, slot, endpoint, endpoint_digest, p256dh, auth, key_id, browser)
       values ($1, $2, $3, 1, 'https://fcm.googleapis.com/x', $1, 'x', 'x', 'k1', 'Chrome')`,
      [id, memberId, newId("session")],
    );
    return { token, params: { id } };
  },
  removeNotice: async (setup) => {
    const { accessToken: token, id: memberId } = await setup.ownMember();
    const id = newId("notice");
    await query(
      `insert into notification.inbox_item (id, member_id, event_id, category, template, data, expires_at)
       values ($1, $2, $3, 'order', 'order_delivered', '{}', now() + interval '1 day')`,
      [id, memberId, await event()],
    );
    return { token, params: { id } };
  },
  replaceNotificationPreferences: async (setup) => {
    const { accessToken: token } = await setup.ownMember();
    return {
      token,
      json: { choices: { order: { email: false } } },
      headers: ifMatch({ version: 1 }),
    };
  },
  adminStopAnnouncement: announcement,
  adminReplayDelivery: deadDelivery,
  adminIgnoreDelivery: deadDelivery,
  adminReplayNotificationDeadMessage: deadMessage,
  adminIgnoreNotificationDeadMessage: deadMessage,
};
