/** Tables of the PostgreSQL schema `reservation`; no other Worker's database role can see them. @see specs/ticketing.md J */
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
} from "drizzle-orm/pg-core";

/** The PostgreSQL schema of this Worker. */
export const reservationSchema = pgSchema("reservation");

/** Plans of events' seats; the newest version is the one on sale. A version never changes. */
export const layout = reservationSchema.table(
  "layout",
  {
    eventId: text("event_id").notNull(),
    version: integer("version").notNull(),
    body: jsonb("body").notNull(),
    createdAt: instant("created_at").notNull().default(AT_MOMENT),
  },
  (table) => [
    primaryKey({ name: "layout_pk", columns: [table.eventId, table.version] }),
    check("layout_version_positive", sql`version > 0`),
  ],
);

/** Seats that members pay for. What is over stays, as what happened. */
export const reservation = reservationSchema.table(
  "reservation",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id").notNull(),
    memberId: text("member_id").notNull(),
    state: text("state").notNull(),
    totalMinor: bigint("total_minor", { mode: "number" }).notNull(),
    currency: text("currency").notNull(),
    expiresAt: instant("expires_at").notNull(),
    attemptOpen: boolean("attempt_open").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().default(AT_MOMENT),
  },
  (table) => [
    index("reservation_member_idx").on(table.memberId, table.eventId),
    check("reservation_id_form", sql`id like 'rsv\\_%'`),
    check(
      "reservation_state_known",
      sql`state in ('PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED')`,
    ),
    check("reservation_total_bounded", sql`total_minor >= 0`),
    check("reservation_attempt_pending", sql`not attempt_open or state = 'PENDING'`),
  ],
);

/** What PostgreSQL says of a seat: it is pledged or sold if and only if it has a row. The one guard against a double sale. */
export const seatClaim = reservationSchema.table(
  "seat_claim",
  {
    eventId: text("event_id").notNull(),
    seatId: text("seat_id").notNull(),
    sectionNo: smallint("section_no").notNull(),
    reservationId: text("reservation_id")
      .notNull()
      .references(() => reservation.id),
    holdId: text("hold_id").notNull(),
    fence: bigint("fence", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ name: "seat_claim_pk", columns: [table.eventId, table.seatId] }),
    index("seat_claim_reservation_idx").on(table.reservationId),
    index("seat_claim_section_idx").on(table.eventId, table.sectionNo),
  ],
);

/** What one idempotency key of one principal did. */
export const keyedEffect = reservationSchema.table(
  "keyed_effect",
  keyedEffectColumns(AT_MOMENT),
  (table) => [
    primaryKey({ name: "keyed_effect_principal_key_pk", columns: [table.principal, table.key] }),
    index("keyed_effect_created_idx").on(table.createdAt),
  ],
);

/** What administrators did. Append-only. */
export const auditEvent = reservationSchema.table(
  "audit_event",
  auditColumns(AT_MOMENT),
  (table) => [index("audit_event_subject_idx").on(table.subjectId, table.id)],
);
