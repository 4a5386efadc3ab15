/** Auth's tables: the audit and its seals, whose rows are never changed; one-time links, and events on their way. */
import { LINK_KINDS } from "@edgemart/contracts/links";
import { AT_MOMENT, instant, outboxColumns } from "@edgemart/postgres/shared-columns";
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const authSchema = pgSchema("auth");

/** One security event. Holds no password, token, hash, name or e-mail address. */
export const auditEvent = authSchema.table(
  "audit_event",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** When the row was written; `happened_at` is when the request arrived. */
    at: instant("at").notNull().default(sql`now()`),
    happenedAt: instant("happened_at").notNull(),
    /** Name from the OWASP Logging Vocabulary. */
    event: text("event").notNull(),
    outcome: text("outcome").notNull(),
    memberId: text("member_id"),
    /** Keyed digest of an e-mail address, or the administrator who acted. */
    account: text("account"),
    sessionId: text("session_id"),
    requestId: text("request_id").notNull(),
    addressPrefix: text("address_prefix").notNull(),
    userAgentHash: text("user_agent_hash").notNull(),
  },
  (table) => [index("audit_event_member_idx").on(table.memberId, table.id)],
);

/** One sealed batch of events: its hash covers the batch and the seal before. */
export const auditSeal = authSchema.table(
  "audit_seal",
  {
    number: bigint("number", { mode: "number" }).primaryKey(),
    at: instant("at").notNull().default(sql`now()`),
    firstId: bigint("first_id", { mode: "number" }).notNull(),
    lastId: bigint("last_id", { mode: "number" }).notNull(),
    events: integer("events").notNull(),
    /** Hash of the seal before; empty for the first. */
    previous: text("previous").notNull(),
    /** SHA-256, hexadecimal. */
    hash: text("hash").notNull(),
  },
  (table) => [
    check("audit_seal_number_positive", sql`${table.number} > 0`),
    check("audit_seal_hash_form", sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** A one-time link. Its token is in no row: it is made again of the id with a secret, and known by its digest. */
export const link = authSchema.table(
  "link",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: LINK_KINDS }).notNull(),
    /** The secret its token is made with; `tool` for a token that was random. */
    kid: text("kid").notNull(),
    /** SHA-256 of the token, base64url. */
    digest: text("digest").notNull(),
    /** Whose account it is of; null while there is none. */
    memberId: text("member_id"),
    /** Where it is mailed to; emptied when it is done. */
    email: text("email"),
    locale: text("locale", { enum: ["ko", "en"] }).notNull(),
    /** What its use needs to know, such as the hash of a chosen password; emptied when it is done. */
    payload: jsonb("payload"),
    /** Digest of the state it was made under: with another state it is as one that is unknown. */
    binding: text("binding").notNull(),
    /** The administrator who made it: it dies with the right to. */
    issuedBy: text("issued_by"),
    /** Wrong passwords. */
    tries: integer("tries").notNull().default(0),
    createdAt: instant("created_at").notNull().default(AT_MOMENT),
    expiresAt: instant("expires_at").notNull(),
    /** When its use began; one that was cut off may begin again after 30 s. */
    usedAt: instant("used_at"),
    /** When it had its effect. */
    doneAt: instant("done_at"),
  },
  (table) => [
    uniqueIndex("link_digest_key").on(table.digest),
    index("link_expiry_idx").on(table.expiresAt),
    index("link_member_idx").on(table.memberId, table.kind, table.createdAt.desc()),
    index("link_binding_idx").on(table.binding).where(sql`${table.memberId} is null`),
    check("link_id_form", sql`${table.id} like 'lnk\\_%'`),
    check(
      "link_kind_known",
      sql.raw(`kind in (${LINK_KINDS.map((kind) => `'${kind}'`).join(", ")})`),
    ),
    check("link_locale_known", sql`${table.locale} in ('ko', 'en')`),
    check("link_has_someone", sql`${table.memberId} is not null or ${table.email} is not null`),
    check("link_payload_bounded", sql`pg_column_size(${table.payload}) <= 8192`),
    check("link_tries_counted", sql`${table.tries} >= 0`),
    check("link_done_was_used", sql`${table.doneAt} is null or ${table.usedAt} is not null`),
  ],
);

/** Events on their way to their queues, written with what they tell of. */
export const outbox = authSchema.table("outbox", outboxColumns(AT_MOMENT), (row) => [
  index("outbox_page_idx").on(row.queue, row.createdAt, row.id),
  index("outbox_unsent_idx").on(row.createdAt).where(sql`sent_at IS NULL`),
  check("outbox_body_is_small", sql`pg_column_size(body) <= 65536`),
]);
