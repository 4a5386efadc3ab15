/** Tables of the PostgreSQL schema `event`; no other Worker's database role can see them. @see specs/ticketing.md J */
import {
  AT_MOMENT,
  auditColumns,
  instant,
  keyedEffectColumns,
} from "@edgemart/postgres/shared-columns";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

/** The PostgreSQL schema of this Worker. */
export const eventSchema = pgSchema("event");

const local = (name: string) => timestamp(name, { precision: 0 }).notNull();

/** Performances. What the clock at the venue shows is the truth; the moments follow from it. */
export const event = eventSchema.table(
  "event",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull().unique("event_slug_key"),
    seriesId: text("series_id"),
    titleKo: text("title_ko").notNull(),
    titleEn: text("title_en").notNull(),
    bodyKo: text("body_ko").notNull(),
    bodyEn: text("body_en").notNull(),
    /** SHA-256 of a stored picture. */
    picture: text("picture"),
    venueKo: text("venue_ko").notNull(),
    venueEn: text("venue_en").notNull(),
    timeZone: text("time_zone").notNull(),
    /** Names of times that come twice and mean the second one. */
    fold: jsonb("fold").notNull().default(sql`'[]'`),
    saleOpensLocal: local("sale_opens_local"),
    saleOpensAt: instant("sale_opens_at").notNull(),
    saleClosesLocal: local("sale_closes_local"),
    saleClosesAt: instant("sale_closes_at").notNull(),
    doorsLocal: local("doors_local"),
    doorsAt: instant("doors_at").notNull(),
    startsLocal: local("starts_local"),
    startsAt: instant("starts_at").notNull(),
    endsLocal: local("ends_local"),
    endsAt: instant("ends_at").notNull(),
    publishedAt: instant("published_at"),
    cancelledAt: instant("cancelled_at"),
    cancelReason: text("cancel_reason"),
    forceMajeure: boolean("force_majeure").notNull().default(false),
    postponedAt: instant("postponed_at"),
    refundFreeUntil: instant("refund_free_until"),
    perMember: smallint("per_member").notNull(),
    policy: jsonb("policy").notNull(),
    /** Null where there is no waiting room. */
    room: jsonb("room"),
    /** What reservation said last. */
    soldOut: boolean("sold_out").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().default(AT_MOMENT),
    updatedAt: instant("updated_at").notNull().default(AT_MOMENT),
  },
  (table) => [
    index("event_starts_idx").on(table.startsAt, table.id).where(sql`published_at is not null`),
    index("event_page_idx").on(table.createdAt.desc(), table.id.desc()),
    check("event_id_form", sql`id like 'evn\\_%'`),
    check("event_per_member_bounded", sql`per_member between 1 and 10`),
    check("event_version_positive", sql`version > 0`),
    check(
      "event_times_ordered",
      sql`sale_opens_at < sale_closes_at and sale_closes_at <= ends_at and doors_at <= starts_at and starts_at < ends_at`,
    ),
    check("event_cancelled_with_reason", sql`(cancelled_at is null) = (cancel_reason is null)`),
    check(
      "event_drafts_are_edited",
      sql`published_at is not null or (cancelled_at is null and postponed_at is null)`,
    ),
  ],
);

/** Every change of an event, in the order it was written: sellers read it from a place on. Append-only. */
export const eventChange = eventSchema.table(
  "event_change",
  {
    no: bigint("no", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: text("event_id")
      .notNull()
      .references(() => event.id),
    version: integer("version").notNull(),
    kind: text("kind").notNull(),
    at: instant("at").notNull().default(AT_MOMENT),
  },
  () => [
    check(
      "event_change_kind_known",
      sql`kind in ('created', 'published', 'edited', 'moved', 'postponed', 'cancelled')`,
    ),
  ],
);

/** States that events have come to by the clock, once for each version. Append-only. */
export const eventTransition = eventSchema.table(
  "event_transition",
  {
    eventId: text("event_id")
      .notNull()
      .references(() => event.id),
    state: text("state").notNull(),
    version: integer("version").notNull(),
    at: instant("at").notNull().default(AT_MOMENT),
  },
  (table) => [
    primaryKey({
      name: "event_transition_pk",
      columns: [table.eventId, table.state, table.version],
    }),
  ],
);

/** What one idempotency key of one principal did. */
export const keyedEffect = eventSchema.table(
  "keyed_effect",
  keyedEffectColumns(AT_MOMENT),
  (table) => [
    primaryKey({ name: "keyed_effect_principal_key_pk", columns: [table.principal, table.key] }),
    index("keyed_effect_created_idx").on(table.createdAt),
  ],
);

/** What administrators did. Append-only. */
export const auditEvent = eventSchema.table("audit_event", auditColumns(AT_MOMENT), (table) => [
  index("audit_event_subject_idx").on(table.subjectId, table.id),
]);
