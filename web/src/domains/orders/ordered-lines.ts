/** The lines of an order as they are shown. Pure. */
import type { Order } from "@edgemart/contracts/order";
import { fill, type Messages } from "#messages/fill.ts";
import type { ShownLine } from "./order-lines.tsx";

/** Gives each line with its quantity, and what of it was cancelled or returned. */
export function orderedLines(
  { lines }: Pick<Order, "lines">,
  texts: Messages["orders"],
): ShownLine[] {
  return lines.map(({ line, title, options, pictureId, quantity, total, cancelled, returned }) => ({
    key: String(line),
    title,
    options,
    pictureId,
    // What is sold now may be another thing under the same address.
    href: null,
    quantity: fill(texts.quantity, { count: quantity }),
    total,
    note: noteOf(cancelled, returned, texts),
  }));
}

function noteOf(cancelled: number, returned: number, texts: Messages["orders"]) {
  const said = [
    cancelled > 0 && fill(texts.cancelledOf, { count: cancelled }),
    returned > 0 && fill(texts.returnedOf, { count: returned }),
  ].filter(Boolean);
  return said.length > 0 ? { text: said.join(", "), isBad: false } : undefined;
}
