/** `POST /api/orders/quote`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { reply } from "@edgemart/worker-kit/reply";
import { quoteOrder as quote } from "../verbs/quote-order.ts";
import { ownOrder } from "./own-order.ts";
import { callOf, type Route } from "./route.ts";

/** Prices what would be ordered. */
export const quoteOrder: Route<typeof orderGroups.quotes.quoteOrder> = async (c, { body }) => {
  // One that is not the caller's, or not there any more, has nothing to give up.
  const replaced = body.replaces === undefined ? null : await ownOrder(c, body.replaces);
  const memberId = c.var.viewer?.memberId ?? null;
  return reply(200, await quote(c.var.deps, body, memberId, callOf(c), replaced));
};
