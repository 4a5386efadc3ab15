/** `POST /api/orders/quote`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { reply } from "@edgemart/worker-kit/reply";
import { quoteOrder as quote } from "../verbs/quote-order.ts";
import { callOf, type Route } from "./route.ts";

/** Prices what would be ordered. */
export const quoteOrder: Route<typeof orderGroups.quotes.quoteOrder> = async (c, { body }) => {
  return reply(200, await quote(c.var.deps, body, c.var.viewer?.memberId ?? null, callOf(c)));
};
