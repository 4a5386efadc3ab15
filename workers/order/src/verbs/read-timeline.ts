/** Asks every Worker that knows an order what happened to it; one that is unavailable is named. @see specs/orders.md 43 */
import type { CallContext } from "@edgemart/contracts/call";
import type { TimelineEntry } from "@edgemart/contracts/order-administration";
import { timelineOf } from "../core/timeline.ts";
import type { Deps } from "../ports/deps.ts";

/** What is known of an order. */
export interface TimelineRead {
  items: TimelineEntry[];
  degraded: string[];
}

/** Asks each Worker once, all at the same time; null for an order that is not there. */
export async function readTimeline(
  deps: Deps,
  orderId: string,
  call: CallContext,
): Promise<TimelineRead | null> {
  const own = await deps.adminReads.timeline(orderId);
  if (!own) return null;
  const degraded: string[] = [];
  const orNone = async <T>(name: string, asked: () => Promise<T>, none: T): Promise<T> => {
    try {
      return await asked();
    } catch (thrown) {
      deps.noteFailure(`timeline of ${name}`, orderId, thrown);
      degraded.push(name);
      return none;
    }
  };
  const [stock, payments] = await Promise.all([
    orNone("catalog", () => deps.stock.timeline({ holdIds: [own.holdId] }, call), {
      holds: [],
      movements: [],
    }),
    orNone(
      "payment",
      () => deps.payment.timeline({ purpose: "order", reference: orderId }, call),
      [],
    ),
  ]);
  return { items: timelineOf(own.entries, payments, stock), degraded: degraded.sort() };
}
