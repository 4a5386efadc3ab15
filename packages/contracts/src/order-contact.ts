/** What notification asks of orders when it makes their mails; nothing of it is kept there. @see specs/orders.md 30 */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { OrderId } from "./ids.ts";
import { Locale } from "./locale.ts";
import { Order } from "./order.ts";

/** Most orders of one question. */
export const ORDER_MAILS_MAX = 100;

/** Parses which orders' mails are made. */
export const OrderMailsInput = z.object({ orderIds: z.array(OrderId).max(ORDER_MAILS_MAX) });
/** A parsed `OrderMailsInput`. */
export type OrderMailsInput = z.infer<typeof OrderMailsInput>;

/** Where an order's mail goes, in which language, and the order as its owner sees it now. */
export const OrderMail = z.object({
  orderId: OrderId,
  email: z.string().describe("Empty once the order's personal data has been removed"),
  locale: Locale,
  order: Order,
});
/** A parsed `OrderMail`. */
export type OrderMail = z.infer<typeof OrderMail>;

/** The question that notification alone asks. */
export interface OrderContactRpc {
  /**
   * Gives the orders that there are, in no order.
   *
   * The account of an awaited deposit is payment's: where payment does not answer, `order.degraded` names it.
   */
  mailsOf(input: OrderMailsInput, call: CallContext): Promise<OrderMail[]>;
}
