/** An order as its owner sees it. Pure. @see specs/orders.md 36 */
import type { Money } from "@edgemart/contracts/money";
import { ATTEMPTS_MAX, type Order } from "@edgemart/contracts/order";
import type { Payment } from "@edgemart/contracts/payment";
import { actionsOf } from "./actions.ts";
import { changeView, fulfilmentOf, shipmentView } from "./after-view.ts";
import { stillEarned } from "./change-saga.ts";
import { vatOf } from "./price.ts";
import { returnableOf, returnTermsOf } from "./return-terms.ts";
import type { LineRow, OrderRow } from "./rows.ts";

/** What other Workers answered about an order. */
export interface Told {
  payment: Payment | null;
  degraded: string[];
  pointsEarnPercent: number;
  returnFeeMinor: number;
}

/** Shows an order. */
export function orderView(
  order: OrderRow,
  { payment, degraded, pointsEarnPercent, returnFeeMinor }: Told,
): Order {
  const money = (amountMinor: number): Money => ({ amountMinor, currency: order.currency });
  return {
    id: order.id,
    number: order.number,
    status: order.state,
    fulfilment: fulfilmentOf(order),
    version: order.version,
    memberId: order.memberId,
    contact: { name: order.ordererName, email: order.email, phone: order.ordererPhone },
    shippingAddress: {
      recipient: order.recipient,
      phone: order.phone,
      country: order.country,
      postcode: order.postcode,
      line1: order.line1,
      line2: order.line2,
    },
    memo: order.memo,
    lines: order.lines.map((line) => lineView(order, line, money)),
    itemsTotal: money(order.itemsMinor),
    discount: money(order.discountMinor),
    shipping: money(order.shippingMinor),
    shippingMethod: order.shippingMethod,
    total: money(order.totalMinor),
    vat: money(vatOf(order.cardMinor)),
    card: money(order.cardMinor),
    pointsUsed: order.pointAmount,
    pointsToEarn: stillEarned(order, pointsEarnPercent),
    couponCode: order.couponCode,
    payment,
    shipments: order.shipments.map(shipmentView),
    changes: order.changes.map((change) => changeView(change, money)),
    returnTerms: returnTermsOf(order, returnFeeMinor),
    actions: actionsOf(order),
    reason: order.reason,
    deadlineAt: order.deadlineAt,
    cancelRequested: order.cancelRequested,
    attemptsLeft: order.state === "PENDING" && order.payable ? ATTEMPTS_MAX - order.attempts : 0,
    placedAt: order.placedAt,
    paidAt: order.paidAt,
    deliveredAt: order.deliveredAt,
    closedAt: order.closedAt,
    degraded,
  };
}

function lineView(
  order: OrderRow,
  line: LineRow,
  money: (minor: number) => Money,
): Order["lines"][number] {
  return {
    line: line.line,
    sku: line.sku,
    productId: line.productId,
    title: { ko: line.titleKo, en: line.titleEn },
    options: line.options,
    pictureId: line.pictureId,
    unit: money(line.unitMinor),
    quantity: line.quantity,
    discount: money(line.discountMinor),
    total: money(line.unitMinor * line.quantity - line.discountMinor),
    cancelled: line.cancelled,
    shipped: line.shipped,
    returned: line.returned,
    card: money(line.cardMinor),
    points: line.pointAmount,
    returnable: returnableOf(order, line),
  };
}
