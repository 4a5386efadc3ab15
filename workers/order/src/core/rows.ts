/** Rows of orders as the Worker reads them: parsed where they come out of the database. Pure. */
import { Currency } from "@edgemart/contracts/money";
import { statesOf } from "@edgemart/contracts/transitions";
import { z } from "zod";
import { ChangeRow, ShipmentRow } from "./change-rows.ts";
import { fields, Time } from "./fields.ts";

const minor = z.int().nonnegative();
const text = z.object({ ko: z.string(), en: z.string() });

/** A line of an order. */
export const LineRow = z.preprocess(
  fields,
  z.object({
    line: z.int(),
    sku: z.string(),
    productId: z.string(),
    titleKo: z.string(),
    titleEn: z.string(),
    options: z.array(text),
    pictureId: z.string().nullable(),
    unitMinor: minor,
    quantity: z.int(),
    discountMinor: minor,
    cardMinor: minor,
    pointAmount: minor,
    cancelled: z.int(),
    shipped: z.int(),
    returned: z.int(),
  }),
);
/** A parsed `LineRow`. */
export type LineRow = z.output<typeof LineRow>;

/** An order with its lines. */
export const OrderRow = z.preprocess(
  fields,
  z.object({
    id: z.string(),
    number: z.string(),
    memberId: z.string().nullable(),
    email: z.string(),
    ordererName: z.string(),
    ordererPhone: z.string().nullable(),
    locale: z.enum(["ko", "en"]),
    accessGen: z.int(),
    state: z.enum(statesOf("order")),
    version: z.int(),
    currency: Currency,
    itemsMinor: minor,
    discountMinor: minor,
    shippingMinor: minor,
    totalMinor: minor,
    cardMinor: minor,
    pointAmount: minor,
    couponCode: z.string().nullable(),
    shippingMethod: z.string(),
    recipient: z.string(),
    phone: z.string().nullable(),
    country: z.string(),
    postcode: z.string(),
    line1: z.string(),
    line2: z.string().nullable(),
    memo: z.string(),
    clientDigest: z.string(),
    holdId: z.string(),
    paymentId: z.string().nullable(),
    attempts: z.int(),
    deadlineAt: Time.nullable(),
    cancelRequested: z.boolean(),
    attention: z.string().nullable(),
    reason: z.string().nullable(),
    committed: z.boolean(),
    placedAt: Time,
    paidAt: Time.nullable(),
    deliveredAt: Time.nullable(),
    closedAt: Time.nullable(),
    updatedAt: Time,
    /** When it was read, by the database's clock. */
    readAt: Time,
    /** Another attempt may still begin, by the database's clock. */
    payable: z.boolean(),
    /** Seconds until `deadlineAt`, by the database's clock; 0 when it is over, null without one. */
    secondsLeft: z.int().nullable(),
    /** What the newest attempt is paid with. */
    instrument: z.enum(["card", "easy_pay", "transfer", "virtual_account"]).nullable(),
    lines: z.array(LineRow),
    changes: z.array(ChangeRow),
    shipments: z.array(ShipmentRow),
  }),
);
/** A parsed `OrderRow`. */
export type OrderRow = z.output<typeof OrderRow>;

/** What an order's steps are called. @see specs/orders.md 31 */
export const STEP_NAMES = [
  "hold",
  "open",
  "look",
  "confirm",
  "commit",
  "earn",
  "end",
  "unpin",
  "release",
  "cancel",
  "refund",
  "settle",
] as const;
/** The name of a step. */
export type StepName = (typeof STEP_NAMES)[number];

/** Everything a step may need besides its order. */
export const StepArgs = z.object({
  /** `confirm`: the gateway's key. */
  paymentKey: z.string().optional(),
  /** `open`: what the shopper chose. */
  instrument: z.enum(["card", "easy_pay", "transfer", "virtual_account"]).optional(),
  cashReceipt: z.unknown().optional(),
  /** `end`: the state after it. */
  to: z.enum(["PENDING", "CANCELLED", "EXPIRED"]).optional(),
  reason: z.string().optional(),
  /** `hold`: the order whose hold is given up inside the new one. */
  replaces: z.object({ orderId: z.string(), holdId: z.string() }).optional(),
});
/** A parsed `StepArgs`. */
export type StepArgs = z.output<typeof StepArgs>;

/** A step. */
export const StepRow = z.preprocess(
  fields,
  z.object({
    subject: z.string(),
    orderId: z.string(),
    version: z.int(),
    name: z.enum(STEP_NAMES),
    args: StepArgs,
    tries: z.int(),
  }),
);
/** A parsed `StepRow`. */
export type StepRow = z.output<typeof StepRow>;

/** A step that its holder may do now, with its order. */
export interface Held {
  order: OrderRow;
  step: StepRow;
}
