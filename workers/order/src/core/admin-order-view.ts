/** An order as staff see it: page and list. Pure. @see specs/orders.md 42 */
import type { Money } from "@edgemart/contracts/money";
import type {
  AdminOrder,
  AdminOrderCard,
  AdminOrderChange,
} from "@edgemart/contracts/order-administration";
import { Instrument } from "@edgemart/contracts/payment";
import { z } from "zod";
import {
  adminActionsOf,
  changeActionsOf,
  mayGiveGoodwill,
  shipmentActionsOf,
} from "./admin-actions.ts";
import { changeView, shipmentView } from "./after-view.ts";
import type { ChangeRow } from "./change-rows.ts";
import { fields, Time } from "./fields.ts";
import { orderCard } from "./order-card.ts";
import { leftOf, moneyOf } from "./order-money.ts";
import { orderView, type Told } from "./order-view.ts";
import { OrderRow } from "./rows.ts";

/** An order with what staff see of it besides: attempts to pay, and steps that are owed. */
export const AdminOrderRow = z.object({
  order: OrderRow,
  attempts: z.array(
    z.preprocess(
      fields,
      z.object({ paymentId: z.string(), n: z.int(), instrument: Instrument, createdAt: Time }),
    ),
  ),
  steps: z.array(
    z.preprocess(
      fields,
      z.object({
        subject: z.string(),
        name: z.string(),
        dueAt: Time,
        tries: z.int(),
        error: z.string().nullable(),
      }),
    ),
  ),
});
/** A parsed `AdminOrderRow`. */
export type AdminOrderRow = z.output<typeof AdminOrderRow>;

/** Shows an order to staff. */
export function adminOrderView({ order, attempts, steps }: AdminOrderRow, told: Told): AdminOrder {
  const { actions: _own, ...shown } = orderView(order, told);
  const money = (amountMinor: number): Money => ({ amountMinor, currency: order.currency });
  return {
    ...shown,
    money: moneyOf(order),
    attention: order.attention,
    shipments: order.shipments.map((parcel) => ({
      ...shipmentView(parcel),
      actions: shipmentActionsOf(parcel, order),
    })),
    changes: order.changes.map((change) => adminChangeView(change, money)),
    actions: adminActionsOf(order, steps.length > 0),
    goodwillMax: mayGiveGoodwill(order) ? leftOf(order) : 0,
    holdId: order.holdId,
    isSold: order.committed,
    attempts,
    steps,
  };
}

function adminChangeView(
  change: ChangeRow,
  money: (minor: number) => Money,
): z.infer<typeof AdminOrderChange> {
  return {
    ...changeView(change, money),
    lines: change.lines.map(({ line, quantity, received, restocked }) => ({
      line,
      quantity,
      received,
      restocked,
    })),
    receivedAt: change.receivedAt,
    refundId: change.refundId,
    failure: change.failure,
    actions: changeActionsOf(change),
  };
}

/** Shows an order in the list of staff. */
export function adminOrderCard(order: OrderRow): AdminOrderCard {
  const isOpen = ({ kind, state }: ChangeRow) =>
    kind === "return" && (state === "REQUESTED" || state === "APPROVED" || state === "RECEIVED");
  return {
    ...orderCard(order),
    memberId: order.memberId,
    name: order.ordererName,
    email: order.email,
    money: moneyOf(order),
    instrument: order.cardMinor > 0 ? order.instrument : null,
    attention: order.attention,
    openReturns: order.changes.filter(isOpen).length,
  };
}
