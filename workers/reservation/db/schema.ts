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
  uniqueIndex,
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
    /** A payment is under way: no clock ends it. */
    attemptOpen: boolean("attempt_open").notNull().default(false),
    attemptNo: smallint("attempt_no").notNull().default(0),
    attemptAt: instant("attempt_at"),
    paymentId: text("payment_id"),
    cardMinor: bigint("card_minor", { mode: "number" }).notNull().default(0),
    pointAmount: bigint("point_amount", { mode: "number" }).notNull().default(0),
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
    check("reservation_attempt_named", sql`not attempt_open or payment_id is not null`),
    check("reservation_paid", sql`state <> 'CONFIRMED' or payment_id is not null`),
    check("reservation_attempts_bounded", sql`attempt_no between 0 and 3`),
    uniqueIndex("reservation_payment_key").on(table.paymentId),
    index("reservation_due_idx").on(table.expiresAt).where(sql`state = 'PENDING'`),
  ],
);

/** Seats of a reservation at the price they were held for; they stay when it is over. */
export const reservationItem = reservationSchema.table(
  "reservation_item",
  {
    reservationId: text("reservation_id")
      .notNull()
      .references(() => reservation.id),
    seatId: text("seat_id").notNull(),
    grade: text("grade").notNull(),
    priceMinor: bigint("price_minor", { mode: "number" }).notNull(),
    holdId: text("hold_id").notNull(),
    fence: bigint("fence", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ name: "reservation_item_pk", columns: [table.reservationId, table.seatId] }),
    check("reservation_item_price_bounded", sql`price_minor >= 0`),
  ],
);

/** How many seats a member has in an event, pledged and sold. */
export const memberQuota = reservationSchema.table(
  "member_quota",
  {
    eventId: text("event_id").notNull(),
    memberId: text("member_id").notNull(),
    live: integer("live").notNull(),
    /** As it was at the last purchase. */
    limitMax: integer("limit_max").notNull(),
  },
  (table) => [
    primaryKey({ name: "member_quota_pk", columns: [table.eventId, table.memberId] }),
    check("member_quota_bounded", sql`live between 0 and limit_max`),
  ],
);

/** Attempts to pay: a late word about an earlier one closes no other. */
export const attempt = reservationSchema.table("attempt", {
  paymentId: text("payment_id").primaryKey(),
  reservationId: text("reservation_id")
    .notNull()
    .references(() => reservation.id),
  n: smallint("n").notNull(),
});

/** Admissions, one for each seat. */
export const ticket = reservationSchema.table(
  "ticket",
  {
    id: text("id").primaryKey(),
    eventId: text("event_id").notNull(),
    serial: integer("serial").notNull(),
    reservationId: text("reservation_id")
      .notNull()
      .references(() => reservation.id),
    seatId: text("seat_id").notNull(),
    holderId: text("holder_id").notNull(),
    version: integer("version").notNull().default(1),
    state: text("state").notNull().default("VALID"),
    createdAt: instant("created_at").notNull().default(AT_MOMENT),
  },
  (table) => [
    uniqueIndex("ticket_serial_key").on(table.eventId, table.serial),
    uniqueIndex("ticket_seat_key").on(table.eventId, table.seatId).where(sql`state <> 'CANCELLED'`),
    index("ticket_holder_idx").on(table.holderId, table.createdAt.desc()),
    check("ticket_id_form", sql`id like 'tkt\\_%'`),
    check("ticket_state_known", sql`state in ('VALID', 'USED', 'CANCELLED')`),
  ],
);

/** The next serial of an event's tickets: without gaps. */
export const ticketCounter = reservationSchema.table("ticket_counter", {
  eventId: text("event_id").primaryKey(),
  next: integer("next").notNull(),
});

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
