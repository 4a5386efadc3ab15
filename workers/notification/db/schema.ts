/** Tables of the PostgreSQL schema `notification`; no other Worker's database role can see them. @see specs/notifications.md 43
 * Longer than 250 lines: one schema is read in one place. */
import { AT_MOMENT, deadMessageColumns, instant } from "@edgemart/postgres/shared-columns";
import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** The PostgreSQL schema of this Worker. */
export const notificationSchema = pgSchema("notification");

const created = () => instant("created_at").notNull().default(sql`clock_timestamp()`);
const oneOf = (column: string, ...values: string[]): SQL =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(", ")})`);

/** Every event that came, once: one that was seen makes no second message. */
export const event = notificationSchema.table(
  "event",
  {
    id: text("id").primaryKey(),
    source: text("source").notNull(),
    type: text("type").notNull(),
    version: integer("version").notNull(),
    aggregateId: text("aggregate_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at").notNull().default(sql`clock_timestamp()`),
    via: text("via").notNull(),
    state: text("state").notNull(),
    /** Emptied after 35 days; the row itself keeps the event from making a second message. */
    body: jsonb("body"),
  },
  (table) => [
    index("event_aggregate_idx").on(table.aggregateId, table.sequence),
    index("event_received_idx").on(table.receivedAt),
    check("event_id_form", sql`id like 'evt\\_%'`),
    check("event_via_known", oneOf("via", "queue", "pull", "replay")),
    check("event_state_known", oneOf("state", "planned", "ignored", "unhandled", "invalid")),
  ],
);

/** How far each producer's outbox was read. */
export const cursor = notificationSchema.table("cursor", {
  source: text("source").primaryKey(),
  at: instant("at").notNull(),
  id: text("id").notNull(),
  /** When the producer last answered. */
  askedAt: instant("asked_at").notNull().default(sql`clock_timestamp()`),
});

/** One message to one recipient by one channel. */
export const delivery = notificationSchema.table(
  "delivery",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id")
      .notNull()
      .references(() => event.id),
    rule: text("rule").notNull(),
    channel: text("channel").notNull(),
    target: text("target").notNull(),
    memberId: text("member_id"),
    category: text("category").notNull(),
    template: text("template").notNull(),
    /** The event's data; emptied when it serves no more. */
    data: jsonb("data").notNull(),
    state: text("state").notNull(),
    reason: text("reason"),
    attempt: integer("attempt").notNull().default(0),
    /** Outcomes that are not known: without a key of the provider's only one is followed by another try. */
    lost: integer("lost").notNull().default(0),
    /** When it is due; while it is being sent, when its lease is over. */
    nextAt: instant("next_at").notNull(),
    usefulUntil: instant("useful_until").notNull(),
    leaseUntil: instant("lease_until"),
    /** Digest of the address that it went to: by it a mail that comes back is known. */
    addressDigest: text("address_digest"),
    provider: text("provider"),
    providerId: text("provider_id"),
    sentAt: instant("sent_at"),
    /** How it came back. */
    returned: text("returned"),
    /** When staff decided to leave a failed one unsent. */
    ignoredAt: instant("ignored_at"),
    createdAt: created(),
  },
  (table) => [
    unique("delivery_once").on(table.eventId, table.rule, table.channel, table.target),
    unique("delivery_provider_key").on(table.provider, table.providerId),
    index("delivery_member_idx").on(table.memberId),
    index("delivery_due_idx").on(table.nextAt, table.id).where(sql`state in ('due', 'sending')`),
    index("delivery_failed_idx")
      .on(table.createdAt, table.id)
      .where(sql`state in ('dead', 'unknown')`),
    index("delivery_sent_idx").on(table.sentAt).where(sql`sent_at is not null`),
    check("delivery_id_form", sql`id like 'dlv\\_%'`),
    check("delivery_channel_known", oneOf("channel", "email", "push", "sms", "operator")),
    check(
      "delivery_category_known",
      oneOf("category", "security", "account", "order", "reservation", "service", "marketing"),
    ),
    check(
      "delivery_state_known",
      oneOf("state", "due", "sending", "sent", "skipped", "unknown", "dead"),
    ),
    check("delivery_sent", sql`(state = 'sent') = (sent_at is not null)`),
    check("delivery_leased", sql`(state = 'sending') = (lease_until is not null)`),
    check("delivery_counts", sql`attempt >= 0 and lost >= 0`),
  ],
);

/** A channel that rests because its provider takes nothing: no message is lost by it. */
export const breaker = notificationSchema.table("breaker", {
  channel: text("channel").primaryKey(),
  reason: text("reason").notNull(),
  openedAt: instant("opened_at").notNull().default(sql`clock_timestamp()`),
  openUntil: instant("open_until").notNull(),
});

/** What a member is shown in its inbox. */
export const inboxItem = notificationSchema.table(
  "inbox_item",
  {
    id: text("id").primaryKey(),
    memberId: text("member_id").notNull(),
    eventId: text("event_id")
      .notNull()
      .references(() => event.id),
    category: text("category").notNull(),
    template: text("template").notNull(),
    data: jsonb("data").notNull(),
    createdAt: created(),
    readAt: instant("read_at"),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    unique("inbox_item_once").on(table.memberId, table.eventId),
    index("inbox_item_newest_idx").on(table.memberId, table.createdAt.desc(), table.id.desc()),
    index("inbox_item_unread_idx").on(table.memberId).where(sql`read_at is null`),
    index("inbox_item_expires_idx").on(table.expiresAt),
    check("inbox_item_id_form", sql`id like 'ntf\\_%'`),
  ],
);

/** A browser that its member wants to be notified in. The endpoint is the right to write there. */
export const pushSubscription = notificationSchema.table(
  "push_subscription",
  {
    id: text("id").primaryKey(),
    memberId: text("member_id").notNull(),
    sessionId: text("session_id").notNull(),
    /** Which of a member's places it has: the database counts. */
    slot: integer("slot").notNull(),
    endpoint: text("endpoint").notNull(),
    endpointDigest: text("endpoint_digest").notNull(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    /** The key it was made with: no other can write to it. */
    keyId: text("key_id").notNull(),
    browser: text("browser").notNull(),
    createdAt: created(),
    lastOkAt: instant("last_ok_at"),
    failures: integer("failures").notNull().default(0),
  },
  (table) => [
    unique("push_subscription_endpoint_key").on(table.endpointDigest),
    unique("push_subscription_slot_key").on(table.memberId, table.slot),
    index("push_subscription_session_idx").on(table.sessionId),
    check("push_subscription_id_form", sql`id like 'psh\\_%'`),
    check("push_subscription_slot_known", sql`slot between 1 and 10`),
    check("push_subscription_endpoint_bounded", sql`length(endpoint) <= 2048`),
  ],
);

/** What a member chose; without a row everything that may be switched off is on. */
export const preference = notificationSchema.table(
  "preference",
  {
    memberId: text("member_id").primaryKey(),
    choices: jsonb("choices").notNull(),
    version: integer("version").notNull(),
    updatedAt: instant("updated_at").notNull().default(sql`clock_timestamp()`),
  },
  () => [check("preference_version", sql`version > 1`)],
);

/** Every consent to advertising and every refusal; the newest is the one that holds. Append-only. */
export const consentEvent = notificationSchema.table(
  "consent_event",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    memberId: text("member_id").notNull(),
    purpose: text("purpose").notNull(),
    channel: text("channel").notNull(),
    granted: boolean("granted").notNull(),
    source: text("source").notNull(),
    textVersion: text("text_version").notNull(),
    requestId: text("request_id"),
  },
  (table) => [
    index("consent_event_newest_idx").on(
      table.memberId,
      table.purpose,
      table.channel,
      table.id.desc(),
    ),
    check("consent_event_purpose_known", oneOf("purpose", "marketing", "marketing_night")),
    check("consent_event_channel_known", oneOf("channel", "email", "push", "sms")),
    check(
      "consent_event_source_known",
      oneOf("source", "form", "one_click", "complaint", "admin", "deletion"),
    ),
    // Those that are reminded of when they are old.
    index("consent_event_granted_idx").on(table.at).where(sql`purpose = 'marketing' and granted`),
  ],
);

/** A consent whose member was reminded of it, once. */
export const consentReminder = notificationSchema.table("consent_reminder", {
  consentId: bigint("consent_id", { mode: "number" })
    .primaryKey()
    .references(() => consentEvent.id),
  at: instant("at").notNull().default(sql`clock_timestamp()`),
});

/** What staff announce to members; its texts are here alone, not with each message. */
export const announcement = notificationSchema.table(
  "announcement",
  {
    id: text("id").primaryKey(),
    /** The event goes after 90 days; what was announced stays. */
    eventId: text("event_id").notNull(),
    category: text("category").notNull(),
    audience: jsonb("audience").notNull(),
    /** Texts in both languages, and the path that is led to. */
    content: jsonb("content").notNull(),
    state: text("state").notNull().default("due"),
    at: instant("at").notNull(),
    recipients: integer("recipients").notNull(),
    planned: integer("planned").notNull().default(0),
    /** The last member it is planned for. */
    lastMember: text("last_member").notNull().default(""),
    plannedAt: instant("planned_at"),
    createdBy: text("created_by").notNull(),
    createdAt: created(),
  },
  (table) => [
    unique("announcement_event_key").on(table.eventId),
    index("announcement_newest_idx").on(table.createdAt.desc(), table.id.desc()),
    index("announcement_open_idx").on(table.at).where(sql`state in ('due', 'planning')`),
    check("announcement_id_form", sql`id like 'ann\\_%'`),
    check("announcement_category_known", oneOf("category", "service", "marketing")),
    check("announcement_state_known", oneOf("state", "due", "planning", "planned", "stopped")),
  ],
);

/** Addresses that nothing is sent to, by their digests. */
export const suppression = notificationSchema.table(
  "suppression",
  {
    addressDigest: text("address_digest").primaryKey(),
    reason: text("reason").notNull(),
    bounces: integer("bounces").notNull(),
    /** Null: permanently. */
    until: instant("until"),
    createdAt: created(),
  },
  () => [check("suppression_reason_known", oneOf("reason", "hard_bounce", "complaint", "manual"))],
);

/** Messages of providers that were seen; the Worker forgets them after 35 days. */
export const webhookSeen = notificationSchema.table(
  "webhook_seen",
  {
    provider: text("provider").notNull(),
    messageId: text("message_id").notNull(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    /** Of a mail that is not known yet: what is to be done when it is. */
    providerId: text("provider_id"),
    kind: text("kind"),
  },
  (table) => [
    primaryKey({ name: "webhook_seen_pk", columns: [table.provider, table.messageId] }),
    index("webhook_seen_early_idx").on(table.at).where(sql`provider_id is not null`),
    index("webhook_seen_at_idx").on(table.at),
  ],
);

/** What operators were alerted to; open until it is over. */
export const alert = notificationSchema.table(
  "alert",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    rule: text("rule").notNull(),
    key: text("key").notNull(),
    count: integer("count").notNull(),
    openedAt: instant("opened_at").notNull().default(sql`clock_timestamp()`),
    toldAt: instant("told_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    uniqueIndex("alert_open_key").on(table.rule, table.key).where(sql`closed_at is null`),
    index("alert_closed_idx").on(table.closedAt),
  ],
);

/** Text messages of a day: to one number, known by its digest, and under an empty one to all together. */
export const textCount = notificationSchema.table(
  "text_count",
  {
    day: date("day").notNull(),
    numberDigest: text("number_digest").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [
    primaryKey({ name: "text_count_pk", columns: [table.day, table.numberDigest] }),
    check("text_count_positive", sql`count > 0`),
  ],
);

/** What one idempotency key of one administrator did. */
export const keyedEffect = notificationSchema.table(
  "keyed_effect",
  {
    principal: text("principal").notNull(),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    subjectId: text("subject_id").notNull(),
    madeId: text("made_id"),
    createdAt: created(),
  },
  (table) => [
    primaryKey({ name: "keyed_effect_principal_key_pk", columns: [table.principal, table.key] }),
    index("keyed_effect_created_idx").on(table.createdAt),
  ],
);

/** What administrators did. Append-only. */
export const action = notificationSchema.table(
  "action",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    subjectId: text("subject_id").notNull(),
    changes: jsonb("changes").notNull().default(sql`'{}'`),
    requestId: text("request_id").notNull(),
  },
  (table) => [index("action_subject_idx").on(table.subjectId, table.id)],
);

/** Messages of the queue that could not be handled. */
export const deadMessage = notificationSchema.table(
  "dead_message",
  deadMessageColumns(AT_MOMENT),
  (table) => [
    index("dead_message_newest_idx").on(table.createdAt.desc(), table.id.desc()),
    check("dead_message_body_bounded", sql`pg_column_size(body) <= 131072`),
    check(
      "dead_message_settled",
      sql`(settled_at is null) = (settled_how is null) and (settled_how is null or settled_how in ('replayed', 'ignored'))`,
    ),
  ],
);
