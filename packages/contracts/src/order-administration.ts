/** Orders as staff see them, and what staff may do with them. @see specs/orders.md 41–43 */
import { z } from "zod";
import { OrderId, PaymentId } from "./ids.ts";
import {
  CancelInput,
  Fulfilment,
  Order,
  OrderCard,
  OrderChange,
  OrderStatus,
  Shipment,
} from "./order.ts";
import { Cursor, PageLimit } from "./page.ts";
import { Instrument, RefundAccount } from "./payment.ts";
import { line, trimmedText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** Why staff do something; kept in the audit. */
export const WriteReason = line(200);
/** The same where the act speaks for itself. */
const optionalReason = z.strictObject({ reason: trimmedText(200).default("") });

/** How far an order's money is: derived from its state and its changes. */
export const OrderMoney = z.enum([
  "unpaid",
  "awaiting_deposit",
  "paid",
  "refunding",
  "refund_failed",
  "part_refunded",
  "refunded",
]);
/** A parsed `OrderMoney`. */
export type OrderMoney = z.infer<typeof OrderMoney>;

/** Why an order needs a person: codes, never personal data. */
export const ATTENTIONS = [
  "step_stuck",
  "refund_failed",
  "deposit_reversed",
  "money_without_order",
  "order_without_money",
  "return_overdue",
] as const;
/** A reason why an order needs a person. */
export type Attention = (typeof ATTENTIONS)[number];

/** Which orders staff ask for. */
export const AdminOrderListQuery = z.object({
  status: OrderStatus.optional(),
  fulfilment: Fulfilment.optional(),
  money: OrderMoney.optional(),
  attention: z
    .enum(["any", ...ATTENTIONS])
    .optional()
    .describe("`any`: whatever the reason"),
  instrument: z.enum([...Instrument.options, "points"]).optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  q: trimmedText(80)
    .refine((text) => text.length >= 2, "must be 2 characters at least")
    .optional()
    .describe("Number, e-mail, telephone or name"),
  limit: PageLimit,
  cursor: Cursor,
});
/** A parsed `AdminOrderListQuery`. */
export type AdminOrderListQuery = z.infer<typeof AdminOrderListQuery>;

/** An order in the list of staff. */
export const AdminOrderCard = OrderCard.extend({
  memberId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  money: OrderMoney,
  instrument: Instrument.nullable(),
  attention: z.string().nullable(),
  openReturns: z.int().nonnegative(),
}).meta({ id: "AdminOrderCard" });
/** A parsed `AdminOrderCard`. */
export type AdminOrderCard = z.infer<typeof AdminOrderCard>;

/** What staff may do with an order now. */
export const AdminOrderAction = z.enum([
  "cancel",
  "cancel_part",
  "goodwill",
  "ship",
  "open_return",
  "clear",
  "drive",
]);

/** A parcel as staff see it. */
export const AdminShipment = Shipment.extend({
  actions: z.array(z.enum(["ship", "deliver", "void"])),
}).meta({ id: "AdminShipment" });

/** A change as staff see it. */
export const AdminOrderChange = OrderChange.extend({
  lines: z.array(
    z.object({
      line: z.int(),
      quantity: z.int(),
      received: z.int().nullable(),
      restocked: z.int().nullable(),
    }),
  ),
  refundId: z.string(),
  failure: z.string().nullable(),
  receivedAt: Timestamp.nullable(),
  actions: z.array(z.enum(["approve", "reject", "receive", "give_account", "drive"])),
}).meta({ id: "AdminOrderChange" });

/** An order as staff see it. */
export const AdminOrder = Order.omit({ actions: true, shipments: true, changes: true })
  .extend({
    money: OrderMoney,
    attention: z.string().nullable(),
    shipments: z.array(AdminShipment),
    changes: z.array(AdminOrderChange),
    actions: z.array(AdminOrderAction),
    /** The most a goodwill refund may give back now, in minor units; points after card money. */
    goodwillMax: z.int().nonnegative(),
    holdId: z.string(),
    isSold: z.boolean().describe("Catalog has sold what was held: shipping waits for it"),
    attempts: z.array(
      z.object({
        paymentId: PaymentId,
        n: z.int().positive(),
        instrument: Instrument,
        createdAt: Timestamp,
      }),
    ),
    /** What is owed next, of the order and of its changes. */
    steps: z.array(
      z.object({
        subject: z.string(),
        name: z.string(),
        dueAt: Timestamp,
        tries: z.int().nonnegative(),
        error: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "AdminOrder" });
/** A parsed `AdminOrder`. */
export type AdminOrder = z.infer<typeof AdminOrder>;

/** Where a line of the timeline was written. */
export const TimelineSource = z.enum([
  "order",
  "step",
  "administration",
  "payment",
  "webhook",
  "gateway_call",
  "refund",
  "ledger",
  "hold",
  "stock",
  "message",
  "dead_message",
]);

/** One thing that happened. */
export const TimelineEntry = z.object({
  at: Timestamp,
  source: TimelineSource,
  /** Orders what happened at the same moment in one source. */
  number: z.int().nonnegative(),
  name: z.string(),
  subject: z.string().describe("Id of what it happened to"),
  actor: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
/** A parsed `TimelineEntry`. */
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** All that is known of an order, oldest first. */
export const Timeline = z
  .object({
    orderId: OrderId,
    items: z.array(TimelineEntry),
    degraded: z.array(z.string()).describe("Services that did not answer"),
  })
  .meta({ id: "Timeline" });

/** Cancels for the shop: as the owner does, with a reason that is kept. */
export const AdminCancelInput = CancelInput.extend({ reason: WriteReason });
/** A parsed `AdminCancelInput`. */
export type AdminCancelInput = z.infer<typeof AdminCancelInput>;

/** Gives money back without units: card money first, then points. */
export const GoodwillInput = z.strictObject({
  amountMinor: z.int().positive(),
  reason: WriteReason,
  refundAccount: RefundAccount.optional(),
});
/** A parsed `GoodwillInput`. */
export type GoodwillInput = z.infer<typeof GoodwillInput>;

/** The account that a refund waits for, given by staff. */
export const AdminAccountInput = z.strictObject({ account: RefundAccount, reason: WriteReason });

/** A reason that must be given, alone. */
export const ReasonInput = z.strictObject({ reason: WriteReason });
/** A reason that may be given, alone. */
export const OptionalReasonInput = optionalReason;
