/** Tables of the PostgreSQL schema `payment`; no other Worker's database role can see them. Amounts are minor units.
 * Longer than 250 lines: one schema. */
import {
  AT_TRANSACTION,
  auditColumns,
  instant,
  keyedEffectColumns,
  outboxColumns,
} from "@edgemart/postgres/shared-columns";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** The PostgreSQL schema of this Worker. */
export const paymentSchema = pgSchema("payment");

const now = (name: string) => instant(name).notNull().default(AT_TRANSACTION);
const money = (name: string) => bigint(name, { mode: "number" }).notNull();
const nothing = (name: string) => money(name).default(0);
const count = (name: string) => integer(name).notNull().default(0);

/** One attempt to pay: its id is the gateway's `orderId`. */
export const payment = paymentSchema.table(
  "payment",
  {
    id: text("id").primaryKey(),
    purpose: text("purpose").notNull(),
    /** The order's or reservation's id; a charge of points names itself. */
    reference: text("reference").notNull(),
    memberId: text("member_id"),
    attempt: smallint("attempt").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    totalMinor: money("total_minor"),
    cardMinor: money("card_minor"),
    pointAmount: money("point_amount"),
    state: text("state").notNull(),
    version: integer("version").notNull().default(1),
    gateway: text("gateway").notNull(),
    paymentKey: text("payment_key"),
    /** `{kind, label, approval}`: what was chosen, and what the gateway tells of it. */
    instrument: jsonb("instrument").notNull(),
    account: jsonb("account"),
    webhookSecretHash: text("webhook_secret_hash"),
    cashReceipt: jsonb("cash_receipt"),
    /** `{orderName, returnPath, locale, bank}`: what the payment page is opened with. */
    page: jsonb("page").notNull().default({}),
    /** The customer and the number of a cash receipt, sealed to this row; emptied when done. */
    sealed: text("sealed"),
    readyUntil: instant("ready_until"),
    dueAt: instant("due_at"),
    confirmingAt: instant("confirming_at"),
    /** Until then no one else asks the gateway: a lease, or a wait before the next try. */
    nextLookAt: instant("next_look_at"),
    tries: count("tries"),
    misses: count("misses"),
    failure: text("failure"),
    attention: text("attention"),
    voidRefusals: count("void_refusals"),
    /** Where the money of an ended attempt goes back to, sealed to this row; emptied when it has gone. */
    voidAccount: text("void_account"),
    refundingCard: nothing("refunding_card"),
    refundedCard: nothing("refunded_card"),
    refundingPoints: nothing("refunding_points"),
    refundedPoints: nothing("refunded_points"),
    /** Since when the bank has taken the deposit back. */
    reversedAt: instant("reversed_at"),
    paidAt: instant("paid_at"),
    createdAt: now("created_at"),
    updatedAt: now("updated_at"),
  },
  (row) => [
    unique("payment_reference_attempt").on(row.reference, row.attempt),
    unique("payment_gateway_key").on(row.gateway, row.paymentKey),
    uniqueIndex("payment_one_open")
      .on(row.reference)
      .where(sql`state IN ('READY','CONFIRMING','AWAITING_DEPOSIT')`),
    uniqueIndex("payment_one_paid").on(row.reference).where(sql`state = 'PAID'`),
    index("payment_member_idx").on(row.memberId, row.createdAt, row.id),
    index("payment_due_idx")
      .on(row.nextLookAt)
      .where(sql`state IN ('CONFIRMING','AWAITING_DEPOSIT','ORPHANED')`),
    index("payment_ready_idx").on(row.readyUntil).where(sql`state = 'READY'`),
    index("payment_settled_idx").on(row.updatedAt, row.id),
    index("payment_sealed_idx").on(row.createdAt).where(sql`sealed IS NOT NULL`),
    index("payment_created_idx").on(row.createdAt, row.id),
    index("payment_attention_idx").on(row.createdAt, row.id).where(sql`attention IS NOT NULL`),
    check("payment_purpose", sql`purpose IN ('order','reservation','point_charge')`),
    check(
      "payment_state",
      sql`state IN ('READY','CONFIRMING','AWAITING_DEPOSIT','PAID','FAILED','EXPIRED','ORPHANED','VOIDED')`,
    ),
    check("payment_gateway", sql`gateway IN ('toss','simulator','none')`),
    check(
      "payment_parts_are_the_total",
      sql`total_minor = card_minor + point_amount AND card_minor >= 0 AND point_amount >= 0`,
    ),
    check(
      "payment_points_of_a_member",
      sql`point_amount = 0 OR member_id IS NOT NULL AND currency = 'KRW'`,
    ),
    check(
      "payment_refunds_within_card",
      sql`refunding_card >= 0 AND refunded_card >= 0 AND refunding_card + refunded_card <= card_minor`,
    ),
    check(
      "payment_refunds_within_points",
      sql`refunding_points >= 0 AND refunded_points >= 0 AND refunding_points + refunded_points <= point_amount`,
    ),
    check(
      "payment_gateway_has_money_to_move",
      sql`state NOT IN ('CONFIRMING','AWAITING_DEPOSIT','ORPHANED') OR card_minor > 0`,
    ),
    check(
      "payment_reference_of_its_purpose",
      sql`left(reference, 4) = CASE purpose WHEN 'order' THEN 'ord_' WHEN 'reservation' THEN 'rsv_' ELSE 'pay_' END`,
    ),
    check("payment_paid_has_its_time", sql`(state = 'PAID') = (paid_at IS NOT NULL)`),
    check("payment_ready_ends", sql`state <> 'READY' OR ready_until IS NOT NULL`),
    check("payment_confirming_since", sql`state <> 'CONFIRMING' OR confirming_at IS NOT NULL`),
  ],
);

/** Money and points given back, or to be. */
export const refund = paymentSchema.table(
  "refund",
  {
    id: text("id").primaryKey(),
    paymentId: text("payment_id")
      .notNull()
      .references(() => payment.id),
    /** Who asked: the owner of the payment, or the undoing of a charge of points. */
    kind: text("kind").notNull(),
    cardMinor: money("card_minor"),
    pointAmount: money("point_amount"),
    state: text("state").notNull(),
    version: integer("version").notNull().default(1),
    refusals: count("refusals"),
    refusal: text("refusal"),
    byHand: boolean("by_hand").notNull().default(false),
    reason: text("reason").notNull(),
    /** The account of a deposit's refund, sealed to this row; emptied when done. */
    sealedAccount: text("sealed_account"),
    transactionKey: text("transaction_key"),
    settlesAt: instant("settles_at"),
    attention: text("attention"),
    /** How an administrator gave the money back by hand. */
    note: text("note"),
    tries: count("tries"),
    nextLookAt: instant("next_look_at"),
    createdAt: now("created_at"),
    updatedAt: now("updated_at"),
    settledAt: instant("settled_at"),
  },
  (row) => [
    uniqueIndex("refund_one_in_flight").on(row.paymentId).where(sql`state = 'CONFIRMING'`),
    index("refund_payment_idx").on(row.paymentId, row.createdAt, row.id),
    index("refund_due_idx").on(row.nextLookAt).where(sql`state IN ('REQUESTED','CONFIRMING')`),
    index("refund_transfer_idx")
      .on(row.nextLookAt)
      .where(sql`state = 'DONE' AND next_look_at IS NOT NULL`),
    index("refund_attention_idx").on(row.paymentId).where(sql`attention IS NOT NULL`),
    check("refund_kind", sql`kind IN ('owner','void','charge')`),
    check("refund_state", sql`state IN ('REQUESTED','CONFIRMING','DONE','REFUSED')`),
    check("refund_not_negative", sql`card_minor >= 0 AND point_amount >= 0`),
    check("refund_done_has_its_time", sql`(state = 'DONE') = (settled_at IS NOT NULL)`),
  ],
);

/** What a gateway sent, once each; a body is never kept. */
export const webhook = paymentSchema.table(
  "webhook",
  {
    gateway: text("gateway").notNull(),
    id: text("id").notNull(),
    receivedAt: now("received_at"),
    paymentId: text("payment_id").notNull(),
    type: text("type").notNull(),
    status: text("status").notNull(),
    secretHash: text("secret_hash"),
    /** Since when someone asks the gateway because of it. */
    takenAt: instant("taken_at"),
    handledAt: instant("handled_at"),
  },
  (row) => [
    primaryKey({ columns: [row.gateway, row.id] }),
    index("webhook_payment_idx").on(row.paymentId, row.receivedAt),
    index("webhook_unhandled_idx").on(row.receivedAt).where(sql`handled_at IS NULL`),
    index("webhook_received_idx").on(row.receivedAt),
  ],
);

/** Every call to the gateway; append-only, without secrets. */
export const gatewayCall = paymentSchema.table(
  "gateway_call",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    paymentId: text("payment_id").notNull(),
    refundId: text("refund_id"),
    verb: text("verb").notNull(),
    key: text("key"),
    at: now("at"),
    ms: integer("ms").notNull(),
    httpStatus: integer("http_status"),
    code: text("code"),
    /** Status and amounts of a success. */
    answered: jsonb("answered"),
  },
  (row) => [index("gateway_call_payment_idx").on(row.paymentId, row.id)],
);

/** What happened to a payment, one line for each version; append-only. */
export const paymentEvent = paymentSchema.table(
  "payment_event",
  {
    paymentId: text("payment_id")
      .notNull()
      .references(() => payment.id),
    version: integer("version").notNull(),
    at: now("at"),
    name: text("name").notNull(),
    data: jsonb("data").notNull().default({}),
  },
  (row) => [primaryKey({ columns: [row.paymentId, row.version] })],
);

/** The moves there are; the same as contracts' `TRANSITIONS`. */
export const transition = paymentSchema.table(
  "transition",
  {
    machine: text("machine").notNull(),
    source: text("source").notNull(),
    target: text("target").notNull(),
  },
  (row) => [primaryKey({ columns: [row.machine, row.source, row.target] })],
);

/** Events to be sent, written in the statement of their change. */
export const outbox = paymentSchema.table("outbox", outboxColumns(AT_TRANSACTION), (row) => [
  index("outbox_page_idx").on(row.queue, row.createdAt, row.id),
  index("outbox_unsent_idx").on(row.createdAt).where(sql`sent_at IS NULL`),
  check("outbox_body_is_small", sql`pg_column_size(body) <= 65536`),
]);

/** Where the gateway's books and these differ; closed by a note. */
export const difference = paymentSchema.table(
  "difference",
  {
    /** Names it in an address. */
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    day: date("day").notNull(),
    kind: text("kind").notNull(),
    paymentId: text("payment_id").notNull(),
    data: jsonb("data").notNull().default({}),
    foundAt: now("found_at"),
    closedAt: instant("closed_at"),
    closedBy: text("closed_by"),
    note: text("note"),
  },
  (row) => [
    primaryKey({ columns: [row.day, row.kind, row.paymentId] }),
    uniqueIndex("difference_id_idx").on(row.id),
    index("difference_payment_idx").on(row.paymentId),
    index("difference_open_idx").on(row.id).where(sql`closed_at IS NULL`),
  ],
);

/** What a key did before. */
export const keyedEffect = paymentSchema.table(
  "keyed_effect",
  keyedEffectColumns(AT_TRANSACTION),
  (row) => [
    primaryKey({ columns: [row.principal, row.key] }),
    index("keyed_effect_created_idx").on(row.createdAt),
  ],
);

/** Who of the administration did what; append-only. */
export const auditEvent = paymentSchema.table(
  "audit_event",
  auditColumns(AT_TRANSACTION),
  (row) => [index("audit_event_subject_idx").on(row.subjectId, row.id)],
);
