/** What comes after paying, as its owner sees it: parcels and changes. Pure. @see specs/orders.md 25, 36 */

import type { Money } from "@edgemart/contracts/money";
import type { Fulfilment, OrderChange, Shipment } from "@edgemart/contracts/order";
import { Carrier, trackingUrlOf } from "@edgemart/contracts/order-fulfilment";
import type { ChangeRow, ShipmentRow } from "./change-rows.ts";
import type { OrderRow } from "./rows.ts";

/** Tells how far an order is on its way. */
export function fulfilmentOf({
  lines,
  shipments,
}: Pick<OrderRow, "lines" | "shipments">): Fulfilment {
  const parcels = shipments.filter(({ state }) => state !== "VOID");
  if (parcels.length === 0) return "none";
  const sent = parcels.filter(({ state }) => state !== "PREPARING");
  if (sent.length === 0) return "preparing";
  const isAll = lines.every((line) => line.cancelled + line.shipped === line.quantity);
  if (!isAll || sent.length < parcels.length) return "part_shipped";
  return parcels.every(({ state }) => state === "DELIVERED") ? "delivered" : "shipped";
}

/** Shows a parcel. */
export function shipmentView(shipment: ShipmentRow): Shipment {
  const { id, state, carrier, trackingNumber, shippedAt, deliveredAt, version, lines } = shipment;
  const known = Carrier.safeParse(carrier);
  return {
    id,
    state,
    carrier,
    trackingNumber,
    trackingUrl:
      known.success && trackingNumber !== null ? trackingUrlOf(known.data, trackingNumber) : null,
    lines: lines.map(({ line, quantity }) => ({ line, quantity })),
    shippedAt,
    deliveredAt,
    version,
  };
}

/** Shows a change. */
export function changeView(change: ChangeRow, money: (minor: number) => Money): OrderChange {
  const { id, kind, state, reason, note, lines, needsAccount, refundDueAt, createdAt, version } =
    change;
  return {
    id,
    kind,
    state,
    reason,
    note,
    lines: lines.map(({ line, quantity, received }) => ({ line, quantity, received })),
    fee: money(change.feeMinor),
    card: money(change.cardMinor),
    points: change.pointAmount,
    needsAccount,
    refundDueAt,
    createdAt,
    version,
  };
}
