/** Events that people of the shop have to look at: no one else hears of them, and the alerts count them. Pure. @see specs/notifications.md 7, 40 */
import { ORDER_EVENT_DATA } from "@edgemart/contracts/events/order-events";
import { PaymentAttentionRaised } from "@edgemart/contracts/events/payment-events";
import type { z } from "zod";
import type { Rule } from "./rule.ts";

/** Rules by the type of event. */
export const OPERATOR_RULES: Readonly<Record<string, Rule>> = {
  "order.paid_again": operatorRule(ORDER_EVENT_DATA["order.paid_again"]),
  "order.attention_raised": operatorRule(ORDER_EVENT_DATA["order.attention_raised"]),
  "payment.attention_raised": operatorRule(PaymentAttentionRaised.shape.data),
};

function operatorRule(data: z.ZodType): Rule {
  return {
    ...{ data, version: 1, usefulSeconds: 0, supersededBy: [], sameField: null },
    tell: () => [],
  };
}
