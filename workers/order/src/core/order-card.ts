/** An order in a list. Pure. */
import type { OrderCard } from "@edgemart/contracts/order";
import { fulfilmentOf } from "./after-view.ts";
import type { OrderRow } from "./rows.ts";

/** Shows an order as a list has it. */
export function orderCard(order: OrderRow): OrderCard {
  const [first] = order.lines;
  return {
    id: order.id,
    number: order.number,
    status: order.state,
    fulfilment: fulfilmentOf(order),
    total: { amountMinor: order.totalMinor, currency: order.currency },
    placedAt: order.placedAt,
    paidAt: order.paidAt,
    deadlineAt: order.deadlineAt,
    title: { ko: first?.titleKo ?? "", en: first?.titleEn ?? "" },
    pictureId: first?.pictureId ?? null,
    lineCount: order.lines.length,
    hasRefund: order.changes.some(({ state }) => state === "DONE"),
  };
}
