/** Columns of the tables that several Workers have, each in its own schema: they are read and written by the same functions. */
import { type SQL, sql } from "drizzle-orm";
import { bigint, integer, jsonb, text, timestamp } from "drizzle-orm/pg-core";

/** Makes a column of a time in milliseconds, as on the wire, so that a cursor holds the entire sort key. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** The time of the transaction, where a table's default is that; the other default is the time of the moment. */
export const AT_TRANSACTION = sql`now()`;
/** The time of the moment, whatever the transaction took so far. */
export const AT_MOMENT = sql`clock_timestamp()`;

/** Gives the columns of `outbox`: an event on its way to one queue. @param now default of its time @see outbox.ts */
export const outboxColumns = (now: SQL) => ({
  /** `<event>@<queue>`. */
  id: text("id").primaryKey(),
  queue: text("queue").notNull(),
  /** The envelope. */
  body: jsonb("body").notNull(),
  createdAt: instant("created_at").notNull().default(now),
  sentAt: instant("sent_at"),
  tries: integer("tries").notNull().default(0),
  /** Not sent again before. */
  dueAt: instant("due_at"),
});

/** Gives the columns of `seen_event`: an event that had its effect. @param now default of its time */
export const seenEventColumns = (now: SQL) => ({
  id: text("id").primaryKey(),
  at: instant("at").notNull().default(now),
});

/** Gives the columns of `dead_message`: a message that could not be handled. @param now default of its time @see dead-messages.ts */
export const deadMessageColumns = (now: SQL) => ({
  id: text("id").primaryKey(),
  queue: text("queue").notNull(),
  body: jsonb("body").notNull(),
  reason: text("reason").notNull(),
  createdAt: instant("created_at").notNull().default(now),
  settledAt: instant("settled_at"),
  settledBy: text("settled_by"),
  settledHow: text("settled_how", { enum: ["replayed", "ignored"] }),
  because: text("because"),
});

/** Gives the columns of `keyed_effect` but its subject's: what one key did. @param now default of its time @see keyed-effect.ts */
export const keyColumns = (now: SQL) => ({
  /** Whose key it is: a member id, or another name of one caller. */
  principal: text("principal").notNull(),
  key: text("key").notNull(),
  /** SHA-256 of the input, hex: a key names one input. */
  fingerprint: text("fingerprint").notNull(),
  /** What was made under the subject, when it is not the subject itself. */
  madeId: text("made_id"),
  createdAt: instant("created_at").notNull().default(now),
});

/** Gives the columns of `keyed_effect` whose subject is a row of any table. No foreign key: the effect outlives it. */
export const keyedEffectColumns = (now: SQL) => ({
  ...keyColumns(now),
  subjectId: text("subject_id").notNull(),
});

/** Gives the columns of `audit_event`: who of the administration did what. @param now default of its time */
export const auditColumns = (now: SQL) => ({
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant("at").notNull().default(now),
  actorId: text("actor_id").notNull(),
  action: text("action").notNull(),
  subjectId: text("subject_id").notNull(),
  /** What was asked for: names of fields and codes, no personal data. */
  changes: jsonb("changes").notNull(),
  requestId: text("request_id").notNull(),
});
