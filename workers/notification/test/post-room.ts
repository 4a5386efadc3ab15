/** A post office on a real PostgreSQL: the Worker's own stores and verbs, owners that answer from memory, and a sender of our own. */
import { randomBytes } from "node:crypto";
import type { Envelope } from "@edgemart/contracts/events/envelope";
import type { LinkMail } from "@edgemart/contracts/links";
import type {
  ContactsInput,
  MemberContact,
  MemberPage,
  MembersInput,
} from "@edgemart/contracts/member-contact";
import type { Standing } from "@edgemart/contracts/member-lookup";
import type { Order } from "@edgemart/contracts/order";
import type { OrderMail } from "@edgemart/contracts/order-contact";
import type { OutboxRow, OutboxSinceInput } from "@edgemart/contracts/outbox";
import { openPushService, type PushService } from "@edgemart/testkit/push-service";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { makeSecrets } from "../../../tools/keys/make.ts";
import type { SendOutcome } from "../src/core/delivery.ts";
import type { EmailMessage } from "../src/core/email-message.ts";
import { depsOf } from "../src/deps.ts";
import { readNotificationConfig } from "../src/env.ts";
import type { Deps } from "../src/ports/deps.ts";
import { consume } from "../src/verbs/consume.ts";
import { exampleOrder } from "./example-order.ts";

/** What one delivery of a message came to. */
export type Seen = "ack" | "retry";

/** An open post office. */
export interface PostRoom {
  database: TestDatabase;
  deps: Deps;
  env: Record<string, unknown>;
  /** Messages that left, copies included. */
  sent: EmailMessage[];
  orders: Map<string, OrderMail>;
  members: Map<string, MemberContact>;
  /** Members that were deleted, with their last address. */
  deleted: Map<string, MemberContact>;
  links: Map<string, LinkMail>;
  /** Rows of each producer's outbox, by place. */
  outboxes: Record<"auth" | "member" | "order" | "payment", OutboxRow[]>;
  /** What the provider does with a message; null: it takes it. */
  provider: {
    answer: (message: EmailMessage) => SendOutcome | Promise<SendOutcome> | null;
    hasKeys: boolean;
  };
  signer: Awaited<ReturnType<typeof tokenSigner>>;
  /** What administrators are now; of one that is not here: an administrator. */
  standings: Map<string, Standing>;
  /** Takes what goes to browsers. */
  pushService: PushService;
  /** Owners that do not answer. */
  away: Set<"orders" | "members" | "links" | "auth" | "member" | "order" | "payment">;
  /** Gives a batch to the consumer. */
  deliver(bodies: readonly unknown[], queue?: string): Promise<Seen[]>;
  /** Keeps an order that mails are made of. */
  order(changes?: Partial<Order>): OrderMail;
  count(table: string, where?: string): Promise<number>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** The context of a call that a test makes. */
export const testCall = () => ({
  requestId: "test",
  traceparent: `00-${"1".repeat(32)}-${"2".repeat(16)}-01`,
  deadline: Date.now() + 30_000,
});

/** Signs webhooks. */
export const WEBHOOK_SECRET = `whsec_${btoa("a secret of 24 bytes here")}`;

/** Makes the tokens of unsubscribing. */
const UNSUBSCRIBE_SECRETS = JSON.stringify({
  ...{ current: "k1", keys: { k1: randomBytes(32).toString("base64url") } },
});

/** Opens it. @param vars what is configured besides */
export async function openPostRoom(vars: Record<string, string> = {}): Promise<PostRoom> {
  const [signer, database, pushService] = await Promise.all([
    tokenSigner(),
    startTestDatabase(),
    openPushService(),
  ]);
  const room: Pick<
    PostRoom,
    "sent" | "orders" | "members" | "deleted" | "links" | "outboxes" | "provider" | "away"
  > = {
    sent: [],
    orders: new Map(),
    members: new Map(),
    deleted: new Map(),
    links: new Map(),
    outboxes: { auth: [], member: [], order: [], payment: [] },
    provider: { answer: () => null, hasKeys: true },
    away: new Set(),
  };
  const standings = new Map<string, Standing>();
  const outbox = (source: "auth" | "member" | "order" | "payment") => ({
    async since({ after, limit }: OutboxSinceInput): Promise<OutboxRow[]> {
      if (room.away.has(source)) throw new Error(`${source} does not answer`);
      const rows = room.outboxes[source];
      const from = after
        ? rows.findIndex(({ at, id }) => at > after.at || (at === after.at && id > after.id))
        : 0;
      return from < 0 ? [] : rows.slice(from, from + limit);
    },
  });
  const env = {
    ...signer.vars,
    DATABASE_URL: database.urlOf("notification"),
    // A busy machine is no outage.
    ...{ POSTGRES_FIRST_MS: 10_000, POSTGRES_LATER_MS: 10_000 },
    ...{ RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET, CONTACT_DIGEST_KEY: "k".repeat(43) },
    ...{ API_ORIGIN: "https://api.example", UNSUBSCRIBE_SECRETS },
    ...{ VAPID_KEYS: makeSecrets().VAPID_KEYS, PUSH_URL: pushService.url },
    ...{ SHOP_ORIGIN: "https://shop.example", EMAIL_SENDER: "mailbox" },
    ...{ SHOP_LEGAL_COMPANY: "Edgemart Inc.", SHOP_LEGAL_ADDRESS: "Seoul" },
    ...{ SHOP_LEGAL_PHONE: "02-0000-0000", SHOP_LEGAL_EMAIL: "help@shop.example" },
    ...{ EMAIL_FROM: "Edgemart <no-reply@shop.example>", MAILBOX_URL: "http://127.0.0.1:9" },
    ...vars,
    MEMBER_OUTBOX: outbox("member"),
    AUTH_OUTBOX: outbox("auth"),
    AUTH_LINKS: {
      async linksOf({ linkIds }: { linkIds: string[] }) {
        if (room.away.has("links")) throw new Error("auth does not answer");
        return linkIds.flatMap((id) => room.links.get(id) ?? []);
      },
    },
    ORDER_OUTBOX: outbox("order"),
    PAYMENT_OUTBOX: outbox("payment"),
    ORDER_CONTACT: {
      async mailsOf({ orderIds }: { orderIds: string[] }) {
        if (room.away.has("orders")) throw new Error("order does not answer");
        return orderIds.flatMap((id) => room.orders.get(id) ?? []);
      },
    },
    MEMBER_CONTACT: {
      async members({ after, limit }: MembersInput): Promise<MemberPage> {
        if (room.away.has("members")) throw new Error("member does not answer");
        const all = [...room.members.keys()].sort();
        const memberIds = all.filter((id) => after === null || id > after).slice(0, limit);
        return { memberIds, total: all.length };
      },
      async contactsOf({ memberIds, deletedIds = [] }: ContactsInput) {
        if (room.away.has("members")) throw new Error("member does not answer");
        return [
          ...memberIds.flatMap((id) => room.members.get(id) ?? []),
          ...deletedIds.flatMap((id) => room.deleted.get(id) ?? []),
        ];
      },
    },
    MEMBER_LOOKUP: {
      standing: async (id: string): Promise<Standing> =>
        standings.get(id) ?? { role: "admin", status: "active" },
    },
  };
  const deps: Deps = {
    ...depsOf(readNotificationConfig(env), { requestId: "test" }),
    chance: () => 0.5,
    note: () => undefined,
    noteFailure: () => undefined,
    email: {
      name: "mailbox",
      get hasKeys() {
        return room.provider.hasKeys;
      },
      async send(message) {
        const answer = await room.provider.answer(message);
        if (answer && answer.kind !== "lost") return answer;
        if (!room.provider.hasKeys || !room.sent.some(({ key }) => key === message.key)) {
          room.sent.push(message);
        }
        return answer ?? { kind: "sent", providerId: `${message.key}-${room.sent.length}` };
      },
    },
  };
  return {
    ...room,
    signer,
    standings,
    pushService,
    database,
    deps,
    env,
    async deliver(bodies, queue = "edgemart-notify") {
      const seen: Seen[] = [];
      const messages = bodies.map((body) => ({
        id: crypto.randomUUID(),
        body,
        attempts: 1,
        ack: () => seen.push("ack"),
        retry: () => seen.push("retry"),
      }));
      await consume(deps, queue, messages, testCall());
      return seen;
    },
    order(changes = {}) {
      const order = exampleOrder({ id: newId("order"), ...changes });
      const mail: OrderMail = {
        orderId: order.id,
        email: order.contact.email,
        locale: "ko",
        order,
      };
      room.orders.set(order.id, mail);
      return mail;
    },
    async count(table, where = "true") {
      const [row] = await database.query<{ n: number }>(
        `select count(*)::int as n from notification.${table} where ${where}`,
      );
      return row?.n ?? 0;
    },
    async empty() {
      await database.query(
        "truncate notification.event, notification.delivery, notification.inbox_item, notification.dead_message, notification.cursor, notification.breaker, notification.preference, notification.action, notification.keyed_effect, notification.alert, notification.consent_event, notification.announcement, notification.suppression, notification.webhook_seen, notification.push_subscription, notification.text_count, notification.consent_reminder",
      );
      room.sent.length = 0;
      room.orders.clear();
      room.members.clear();
      room.deleted.clear();
      room.links.clear();
      for (const rows of Object.values(room.outboxes)) rows.length = 0;
      room.away.clear();
      standings.clear();
      pushService.received.length = 0;
      pushService.answer = () => null;
      room.provider.answer = () => null;
      room.provider.hasKeys = true;
    },
    async close() {
      await pushService.close();
      await database.stop();
    },
  };
}

/** An event of an order, as order writes it. */
export function orderEvent(
  type: string,
  orderId: string,
  data: object = {},
  { sequence = 3, memberId = null as string | null, occurredAt = new Date().toISOString() } = {},
): Envelope {
  return {
    ...{ id: newId("event"), type, version: 1, source: "order", occurredAt },
    aggregate: { type: "order", id: orderId, sequence },
    correlationId: "test",
    data: { orderId, memberId, ...data },
  };
}

/** `order.paid` of an order. */
export function paidEvent(orderId: string, rest: Parameters<typeof orderEvent>[3] = {}): Envelope {
  const amounts = { currency: "KRW", totalMinor: 27_000, cardMinor: 27_000, pointAmount: 0 };
  return orderEvent(
    "order.paid",
    orderId,
    { ...amounts, lines: [{ sku: "A-1", quantity: 1 }] },
    rest,
  );
}
