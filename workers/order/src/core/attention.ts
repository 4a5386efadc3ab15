/** Reasons for people to look at an order: which one stays where two meet, and which one stops its goods. Pure. @see specs/orders.md 41 */
import type { Attention } from "@edgemart/contracts/order-administration";

/**
 * Lists what each reason does, the most important first: an order carries one reason, and a less important one that
 * comes next to it is an event alone.
 *
 * `stopsGoods`: no parcel is packed or handed over, nothing is given as goodwill and the order is not completed, until
 * staff clear the mark or cancel the order. The database repeats both (`orders.attention_rank`, `orders.stops_goods`).
 */
export const ATTENTION_TERMS: Readonly<Record<Attention, { stopsGoods: boolean }>> = {
  deposit_reversed: { stopsGoods: true },
  order_without_money: { stopsGoods: true },
  money_without_order: { stopsGoods: false },
  refund_failed: { stopsGoods: false },
  step_stuck: { stopsGoods: false },
  return_overdue: { stopsGoods: false },
};

/** Tells whether goods stay where they are: it is not known that the order's money is there. */
export function stopsGoods({ attention }: { attention: string | null }): boolean {
  if (attention === null || !Object.hasOwn(ATTENTION_TERMS, attention)) return false;
  // Guarantee of the cast: the table has the reason as its own key.
  return ATTENTION_TERMS[attention as Attention].stopsGoods;
}
