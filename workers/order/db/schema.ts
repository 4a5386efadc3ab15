/** Tables of the PostgreSQL schema `orders`; no other Worker's database role can see them. Amounts are minor units.
 * Longer than 250 lines: one schema. @see specs/orders.md 21 */
import {
  AT_MOMENT,
  auditColumns,
  deadMessageColumns,
  instant,
  keyedEffectColumns,
  outboxColumns,
  seenEventColumns,
} from "@edgemart/postgres/shared-columns";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";

/** The PostgreSQL schema of this Worker. */
export const ordersSchema = pgSchema("orders");

const created = () => instant("created_at").notNull().default(AT_MOMENT);
const money = (name: string) => bigint(name, { mode: "number" }).notNull();
const units = (name: string) => integer(name).notNull().default(0);
const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Orders. Amounts never change after the row is made; card and point parts are those of the last attempt. */
export const salesOrder = ordersSchema.table(
  "sales_order",
  {
    id: text("id").primaryKey(),
    number: text("number").notNull().unique("sales_order_number_key"),
    memberId: text("member_id"),
    email: text("email").notNull(),
    emailNorm: text("email_norm").notNull(),
    ordererName: text("orderer_name").notNull(),
    ordererPhone: text("orderer_phone"),
    locale: text("locale", { enum: ["ko", "en"] }).notNull(),
    /** Part of a guest's token: a claim raises it and so revokes the token. */
    accessGen: smallint("access_gen").notNull().default(1),
    state: text("state").notNull(),
    version: integer("version").notNull().default(1),
    currency: char("currency", { length: 3 }).notNull(),
    itemsMinor: money("items_minor"),
    discountMinor: money("discount_minor"),
    shippingMinor: money("shipping_minor"),
    totalMinor: money("total_minor"),
    cardMinor: money("card_minor").default(0),
    pointAmount: money("point_amount").default(0),
    couponCode: text("coupon_code"),
    shippingMethod: text("shipping_method").notNull(),
    recipient: text("recipient").notNull(),
    phone: text("phone"),
    country: char("country", { length: 2 }).notNull(),
    postcode: text("postcode").notNull(),
    line1: text("line1").notNull(),
    line2: text("line2"),
    memo: text("memo").notNull().default(""),
    /** HMAC of the caller's address prefix: what limits count guests by. */
    clientDigest: text("client_digest").notNull(),
    holdId: text("hold_id").notNull().unique("sales_order_hold_id_key"),
    paymentId: text("payment_id").unique("sales_order_payment_id_key"),
    attempts: smallint("attempts").notNull().default(0),
    /** When the state ends by itself. */
    deadlineAt: instant("deadline_at"),
    cancelRequested: boolean("cancel_requested").notNull().default(false),
    /** Why an administrator should look; null when there is no reason. */
    attention: text("attention"),
    /** Why it ended unpaid or was cancelled, or why the last attempt failed. */
    reason: text("reason"),
    /** Catalog has sold the hold: shipping waits for it. */
    committed: boolean("committed").notNull().default(false),
    placedAt: instant("placed_at").notNull().default(sql`clock_timestamp()`),
    paidAt: instant("paid_at"),
    /** When the last unit was delivered; set by a trigger. */
    deliveredAt: instant("delivered_at"),
    closedAt: instant("closed_at"),
    createdAt: created(),
    updatedAt: instant("updated_at").notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    index("sales_order_member_idx").on(table.memberId, table.placedAt.desc(), table.id.desc()),
    index("sales_order_placed_idx").on(table.placedAt.desc(), table.id.desc()),
    // What retention empties, and what is compared with payment each hour.
    index("sales_order_personal_idx").on(table.placedAt).where(sql`orderer_name <> ''`),
    index("sales_order_updated_idx").on(table.updatedAt),
    index("sales_order_paid_idx").on(table.paidAt).where(sql`paid_at is not null`),
    // The lists of staff: by state, by mark, by means, and what they type to find an order.
    index("sales_order_state_idx").on(table.state, table.placedAt.desc(), table.id.desc()),
    index("sales_order_attention_idx")
      .on(table.placedAt.desc(), table.id.desc())
      .where(sql`attention is not null`),
    index("sales_order_points_idx")
      .on(table.placedAt.desc(), table.id.desc())
      .where(sql`payment_id is not null and card_minor = 0`),
    index("sales_order_number_idx").on(sql`number collate "C"`),
    index("sales_order_email_idx").on(sql`email_norm collate "C"`),
    index("sales_order_orderer_idx").on(sql`lower(orderer_name) collate "C"`),
    index("sales_order_recipient_idx").on(sql`lower(recipient) collate "C"`),
    index("sales_order_orderer_phone_idx").on(
      sql`reverse(regexp_replace(orderer_phone, '\\D', '', 'g')) collate "C"`,
    ),
    index("sales_order_phone_idx").on(
      sql`reverse(regexp_replace(phone, '\\D', '', 'g')) collate "C"`,
    ),
    index("sales_order_delivered_idx")
      .on(table.deliveredAt)
      .where(sql`state = 'PAID' and delivered_at is not null`),
    index("sales_order_deadline_idx").on(table.deadlineAt).where(sql`deadline_at is not null`),
    index("sales_order_unpaid_email_idx")
      .on(table.emailNorm)
      .where(sql`deadline_at is not null and member_id is null`),
    index("sales_order_unpaid_client_idx")
      .on(table.clientDigest)
      .where(sql`deadline_at is not null and member_id is null`),
    check(
      "sales_order_total",
      sql`total_minor = items_minor - discount_minor + shipping_minor and discount_minor between 0 and items_minor and shipping_minor >= 0`,
    ),
    check("sales_order_total_bounded", sql`total_minor between 0 and 100000000`),
    check(
      "sales_order_deadline",
      sql`(state in ('PLACING','PENDING','PAYING','AWAITING_DEPOSIT')) = (deadline_at is not null)`,
    ),
    check(
      "sales_order_split",
      sql`state not in ('PAYING','AWAITING_DEPOSIT','PAID','COMPLETED') or (payment_id is not null and card_minor + point_amount = total_minor and card_minor >= 0 and point_amount >= 0)`,
    ),
    check("sales_order_paid", sql`state not in ('PAID','COMPLETED') or paid_at is not null`),
    check("sales_order_attempts", sql`attempts between 0 and 5`),
    check("sales_order_version_positive", sql`version > 0`),
  ],
);

/** Lines of orders: what was bought, as it was then. */
export const orderLine = ordersSchema.table(
  "order_line",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => salesOrder.id),
    line: smallint("line").notNull(),
    sku: text("sku").notNull(),
    productId: text("product_id").notNull(),
    titleKo: text("title_ko").notNull(),
    titleEn: text("title_en").notNull(),
    /** `[{ko, en}]`, in the product's order. */
    options: jsonb("options").notNull().default(sql`'[]'`),
    pictureId: text("picture_id"),
    unitMinor: money("unit_minor"),
    quantity: integer("quantity").notNull(),
    discountMinor: money("discount_minor"),
    cardMinor: money("card_minor").default(0),
    pointAmount: money("point_amount").default(0),
    cancelled: units("cancelled"),
    /** Units in shipments that are not `VOID`. */
    shipped: units("shipped"),
    returned: units("returned"),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.line] }),
    unique("order_line_sku_key").on(table.orderId, table.sku),
    check(
      "order_line_units",
      sql`0 <= cancelled and 0 <= shipped and cancelled + shipped <= quantity and returned between 0 and shipped`,
    ),
    check("order_line_quantity", sql`quantity between 1 and 99`),
    check(
      "order_line_amounts",
      sql`unit_minor >= 0 and discount_minor between 0 and unit_minor * quantity and card_minor >= 0 and point_amount >= 0`,
    ),
  ],
);

/** What happened to an order: one for each version. Append-only. */
export const orderEvent = ordersSchema.table(
  "order_event",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => salesOrder.id),
    version: integer("version").notNull(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    name: text("name").notNull(),
    /** `shopper`, `saga` or an administrator's member id. */
    actor: text("actor").notNull(),
    /** Names of changed fields, ids, amounts; never personal data. */
    data: jsonb("data").notNull().default(sql`'{}'`),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.version] })],
);

/** Every allowed move of a state machine; equal to the contracts' table. */
export const transition = ordersSchema.table(
  "transition",
  {
    machine: text("machine").notNull(),
    source: text("source").notNull(),
    target: text("target").notNull(),
  },
  (table) => [primaryKey({ columns: [table.machine, table.source, table.target] })],
);

/** The one next thing to do for a subject: an order or one of its changes. */
export const step = ordersSchema.table(
  "step",
  {
    subject: text("subject").primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => salesOrder.id),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    args: jsonb("args").notNull().default(sql`'{}'`),
    dueAt: instant("due_at").notNull(),
    leaseUntil: instant("lease_until"),
    tries: integer("tries").notNull().default(0),
    error: text("error"),
  },
  (table) => [index("step_due_idx").on(table.dueAt), index("step_order_idx").on(table.orderId)],
);

/** Attempts to pay an order; the id of an attempt is the payment's. */
export const attempt = ordersSchema.table(
  "attempt",
  {
    paymentId: text("payment_id").primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => salesOrder.id),
    n: smallint("n").notNull(),
    instrument: text("instrument").notNull(),
    createdAt: created(),
  },
  (table) => [
    unique("attempt_order_n_key").on(table.orderId, table.n),
    index("attempt_instrument_idx").on(table.instrument, table.paymentId),
  ],
);

/** Cancellations, returns and goodwill. */
export const change = ordersSchema.table(
  "change",
  {
    id: text("id").primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => salesOrder.id),
    kind: text("kind", { enum: ["cancel", "return", "goodwill"] }).notNull(),
    state: text("state").notNull(),
    version: integer("version").notNull().default(1),
    /** The order's n-th change: what `earn` counts by. */
    n: integer("n").notNull(),
    reason: text("reason").notNull().default(""),
    /** What an owner wrote to a return; personal. */
    note: text("note").notNull().default(""),
    /** Of a return that has not arrived: the most that will be deducted. */
    feeMinor: money("fee_minor").default(0),
    cardMinor: money("card_minor").default(0),
    pointAmount: money("point_amount").default(0),
    /** The shipping fee's part of `card_minor` and `point_amount`, in minor units of both together. */
    shippingMinor: money("shipping_minor").default(0),
    refundId: text("refund_id").notNull().unique("change_refund_id_key"),
    sealedAccount: bytes("sealed_account"),
    needsAccount: boolean("needs_account").notNull().default(false),
    failure: text("failure"),
    approvedAt: instant("approved_at"),
    receivedAt: instant("received_at"),
    /** When the money of what arrived is due. */
    refundDueAt: instant("refund_due_at"),
    createdAt: created(),
    updatedAt: instant("updated_at").notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    unique("change_order_n_key").on(table.orderId, table.n),
    index("change_state_idx").on(table.state, table.orderId),
    index("change_approved_idx").on(table.approvedAt).where(sql`state = 'APPROVED'`),
    index("change_refund_due_idx")
      .on(table.refundDueAt)
      .where(sql`kind = 'return' and state in ('RECEIVED', 'REFUNDING', 'FAILED')`),
    check("change_amounts", sql`card_minor >= 0 and point_amount >= 0 and fee_minor >= 0`),
  ],
);

/** Units of lines that a change is about. */
export const changeLine = ordersSchema.table(
  "change_line",
  {
    changeId: text("change_id")
      .notNull()
      .references(() => change.id),
    line: smallint("line").notNull(),
    quantity: integer("quantity").notNull(),
    received: integer("received"),
    restocked: integer("restocked"),
    cardMinor: money("card_minor").default(0),
    pointAmount: money("point_amount").default(0),
  },
  (table) => [
    primaryKey({ columns: [table.changeId, table.line] }),
    check(
      "change_line_units",
      sql`quantity between 1 and 99 and received between 0 and quantity and restocked between 0 and received`,
    ),
  ],
);

/** Parcels. */
export const shipment = ordersSchema.table(
  "shipment",
  {
    id: text("id").primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => salesOrder.id),
    state: text("state").notNull(),
    version: integer("version").notNull().default(1),
    carrier: text("carrier"),
    trackingNumber: text("tracking_number"),
    shippedAt: instant("shipped_at"),
    deliveredAt: instant("delivered_at"),
    createdAt: created(),
  },
  (table) => [
    index("shipment_order_idx").on(table.orderId),
    index("shipment_state_idx").on(table.state, table.orderId),
    index("shipment_shipped_idx").on(table.shippedAt).where(sql`state = 'SHIPPED'`),
  ],
);

/** Units of lines in a parcel. */
export const shipmentLine = ordersSchema.table(
  "shipment_line",
  {
    shipmentId: text("shipment_id")
      .notNull()
      .references(() => shipment.id),
    line: smallint("line").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.line] }),
    check("shipment_line_quantity", sql`quantity between 1 and 99`),
  ],
);

/** Coupons. `uses` counts reserved and confirmed ones. */
export const coupon = ordersSchema.table(
  "coupon",
  {
    code: text("code").primaryKey(),
    nameKo: text("name_ko").notNull(),
    nameEn: text("name_en").notNull(),
    kind: text("kind", { enum: ["percent", "amount"] }).notNull(),
    /** 1–100, or minor units. */
    value: money("value"),
    currency: char("currency", { length: 3 }).notNull(),
    discountMaxMinor: bigint("discount_max_minor", { mode: "number" }),
    minimumMinor: money("minimum_minor").default(0),
    startsAt: instant("starts_at"),
    endsAt: instant("ends_at"),
    uses: integer("uses").notNull().default(0),
    usesMax: integer("uses_max"),
    usesPerMember: integer("uses_per_member"),
    membersOnly: boolean("members_only").notNull().default(false),
    active: boolean("active").notNull().default(true),
    version: integer("version").notNull().default(1),
    createdAt: created(),
    updatedAt: instant("updated_at").notNull().default(sql`clock_timestamp()`),
  },
  () => [
    check("coupon_code_form", sql`code ~ '^[A-Z0-9-]{6,24}$'`),
    check("coupon_uses_bounded", sql`uses between 0 and coalesce(uses_max, uses)`),
    check(
      "coupon_value_bounded",
      sql`case kind when 'percent' then value between 1 and 100 when 'amount' then value > 0 else false end`,
    ),
  ],
);

/** How often a member has used a coupon. */
export const couponPrincipal = ordersSchema.table(
  "coupon_principal",
  {
    code: text("code")
      .notNull()
      .references(() => coupon.code),
    principal: text("principal").notNull(),
    uses: integer("uses").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.code, table.principal] }),
    check("coupon_principal_uses", sql`uses >= 0`),
  ],
);

/** The use of a coupon by an order: reserved with it, confirmed when it is paid, given back when it ends. */
export const couponUse = ordersSchema.table(
  "coupon_use",
  {
    orderId: text("order_id")
      .primaryKey()
      .references(() => salesOrder.id),
    code: text("code")
      .notNull()
      .references(() => coupon.code),
    principal: text("principal").notNull(),
    state: text("state", { enum: ["reserved", "confirmed", "given_back"] }).notNull(),
    /** The pending order that it was taken over from, while the order that takes its place is being placed. */
    takenFrom: text("taken_from"),
  },
  (t) => [
    check("coupon_use_state_known", sql`state in ('reserved', 'confirmed', 'given_back')`),
    index("coupon_use_taken_idx").on(t.takenFrom).where(sql`taken_from is not null`),
  ],
);

/** Ways of delivery and what they cost. */
export const shippingMethod = ordersSchema.table("shipping_method", {
  id: text("id").primaryKey(),
  nameKo: text("name_ko").notNull(),
  nameEn: text("name_en").notNull(),
  currency: char("currency", { length: 3 }).notNull(),
  feeMinor: money("fee_minor"),
  freeFromMinor: bigint("free_from_minor", { mode: "number" }),
  remoteMinor: money("remote_minor").default(0),
  active: boolean("active").notNull().default(true),
  position: smallint("position").notNull().default(0),
  version: integer("version").notNull().default(1),
});

/** Postcodes that cost `remote_minor` more. */
export const remoteArea = ordersSchema.table(
  "remote_area",
  {
    postcodeFrom: char("postcode_from", { length: 5 }).notNull(),
    postcodeTo: char("postcode_to", { length: 5 }).notNull(),
    name: text("name").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.postcodeFrom, table.postcodeTo] })],
);

/** Events on their way to queues. */
export const outbox = ordersSchema.table("outbox", outboxColumns(AT_MOMENT), (table) => [
  index("outbox_page_idx").on(table.queue, table.createdAt, table.id),
  index("outbox_aggregate_idx").on(sql`(body #>> '{aggregate,id}')`),
  index("outbox_unsent_idx").on(table.queue, table.createdAt).where(sql`sent_at is null`),
  check("outbox_body_bounded", sql`pg_column_size(body) <= 65536`),
]);

/** Ids of events that were consumed. */
export const seenEvent = ordersSchema.table("seen_event", seenEventColumns(AT_MOMENT));

/** Messages that could not be handled. */
export const deadMessage = ordersSchema.table(
  "dead_message",
  deadMessageColumns(AT_MOMENT),
  (table) => [
    index("dead_message_page_idx").on(table.createdAt.desc(), table.id.desc()),
    index("dead_message_reference_idx").on(sql`(body #>> '{data,reference}')`),
  ],
);

/** What one idempotency key of one principal did. */
export const keyedEffect = ordersSchema.table(
  "keyed_effect",
  keyedEffectColumns(AT_MOMENT),
  (table) => [
    primaryKey({ name: "keyed_effect_principal_key_pk", columns: [table.principal, table.key] }),
    index("keyed_effect_created_idx").on(table.createdAt),
    index("keyed_effect_subject_idx").on(table.subjectId),
  ],
);

/** What administrators did. Append-only. */
export const auditEvent = ordersSchema.table(
  "audit_event",
  {
    ...auditColumns(AT_MOMENT),
    changes: jsonb("changes").notNull().default(sql`'{}'`),
  },
  (table) => [index("audit_event_subject_idx").on(table.subjectId, table.id)],
);

/** Values that an operator may change while the Worker runs. */
export const setting = ordersSchema.table("setting", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
});
