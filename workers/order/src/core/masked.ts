/** An order for somebody who knows its number and e-mail, and no more. Pure. @see specs/orders.md 47 */
import type { MaskedOrder } from "@edgemart/contracts/order";
import { fulfilmentOf, shipmentView } from "./after-view.ts";
import type { OrderRow } from "./rows.ts";

/** Shows state, titles, total and tracking; of name and address as much as tells the owner that it is theirs. */
export function maskedView(order: OrderRow): MaskedOrder {
  return {
    number: order.number,
    status: order.state,
    fulfilment: fulfilmentOf(order),
    name: maskedName(order.ordererName),
    district: districtOf(order.line1),
    titles: order.lines.map(({ titleKo, titleEn, quantity }) => ({
      title: { ko: titleKo, en: titleEn },
      quantity,
    })),
    total: { amountMinor: order.totalMinor, currency: order.currency },
    shipments: order.shipments.map((shipment) => {
      const { state, carrier, trackingNumber, trackingUrl } = shipmentView(shipment);
      return { state, carrier, trackingNumber, trackingUrl };
    }),
    placedAt: order.placedAt,
    paidAt: order.paidAt,
  };
}

/** `김민아` → `김*아`, `Mina Kim` → `M******m`; of two signs the first. */
export function maskedName(name: string): string {
  const signs = [...name];
  const [first = "", last = ""] = [signs[0], signs.at(-1)];
  if (signs.length <= 2) return `${first}*`;
  return `${first}${"*".repeat(signs.length - 2)}${last}`;
}

/** The first two words of a road-name address: province and district; of a shorter one the first. */
export function districtOf(line1: string): string {
  const words = line1.split(" ");
  return words.slice(0, words.length > 2 ? 2 : 1).join(" ");
}
