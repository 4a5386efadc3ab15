/** What order tells of orders. @see specs/notifications.md 7 */
import { z } from "zod";
import { ChangeId, OrderId, ShipmentId } from "../ids.ts";
import { Currency } from "../money.ts";
import { Envelope } from "./envelope.ts";

const amounts = {
  currency: Currency,
  totalMinor: z.int(),
  cardMinor: z.int(),
  pointAmount: z.int(),
};
const lines = z.array(z.object({ sku: z.string(), quantity: z.int().positive() }));

/** Whose order it is; null of a guest's. Absent in older events. */
const memberId = z.string().nullable().optional();

/** Data of every event of an order, by type. */
export const ORDER_EVENT_DATA = {
  "order.paid": z.object({ orderId: OrderId, memberId: z.string().nullable(), ...amounts, lines }),
  "order.paid_again": z.object({
    orderId: OrderId,
    memberId: z.string().nullable(),
    ...amounts,
    lines,
  }),
  "order.awaiting_deposit": z.object({ orderId: OrderId, memberId, ...amounts, dueAt: z.string() }),
  "order.deposit_reversed": z.object({ orderId: OrderId, memberId, ...amounts }),
  "order.expired": z.object({ orderId: OrderId, memberId, awaitedDeposit: z.boolean() }),
  "order.cancelled": z.object({
    orderId: OrderId,
    memberId,
    reason: z.string(),
    wasPaid: z.boolean(),
  }),
  "order.shipped": z.object({ orderId: OrderId, memberId, shipmentId: ShipmentId }),
  "order.delivered": z.object({ orderId: OrderId, memberId, shipmentId: ShipmentId }),
  "order.return_changed": z.object({
    orderId: OrderId,
    memberId,
    changeId: ChangeId,
    state: z.string(),
  }),
  "order.refunded": z.object({
    orderId: OrderId,
    memberId,
    changeId: ChangeId,
    currency: Currency,
    cardMinor: z.int(),
    pointAmount: z.int(),
  }),
  "order.attention_raised": z.object({ orderId: OrderId, memberId, reason: z.string() }),
} as const;
/** A type of event of orders. */
export type OrderEventType = keyof typeof ORDER_EVENT_DATA;

/** An event of orders, whichever. */
export const OrderEvent = Envelope.extend({
  // Guarantee of the cast: the table has types, and these are all of them.
  type: z.enum(Object.keys(ORDER_EVENT_DATA) as [OrderEventType, ...OrderEventType[]]),
  version: z.literal(1),
  source: z.literal("order"),
});
/** A parsed `OrderEvent`. */
export type OrderEvent = z.infer<typeof OrderEvent>;
