/** Auth's tables: the audit and its seals. Rows are added and read, never changed. */
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

const authSchema = pgSchema("auth");
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

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
