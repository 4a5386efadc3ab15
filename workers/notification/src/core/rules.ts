/** What each event tells whom: one table. Pure. @see specs/notifications.md 7, 10–12 */
import { ORDER_EVENT_DATA, type OrderEventType } from "@edgemart/contracts/events/order-events";
import { PaymentChanged } from "@edgemart/contracts/events/payment-events";
import type { z } from "zod";
import { ACCOUNT_RULES } from "./account-rules.ts";
import { AUTH_RULES } from "./auth-rules.ts";
import { OPERATOR_RULES } from "./operator-rules.ts";
import type { Rule } from "./rule.ts";
import type { Template } from "./templates.ts";

const ORDER_USEFUL_SECONDS = 7 * 86_400;

/** Rules by the type of event; a type that is not here is ignored. */
export const RULES: Readonly<Record<string, Rule>> = {
  ...ACCOUNT_RULES,
  ...AUTH_RULES,
  ...OPERATOR_RULES,
  "order.paid": orderRule("order.paid", {
    template: "order_paid",
    supersededBy: ["order.cancelled"],
  }),
  "order.awaiting_deposit": orderRule("order.awaiting_deposit", {
    template: "order_awaiting_deposit",
    supersededBy: ["order.paid", "order.cancelled", "order.expired"],
  }),
  "order.deposit_reversed": orderRule("order.deposit_reversed", {
    template: "order_deposit_reversed",
    supersededBy: ["order.cancelled", "order.refunded"],
  }),
  "order.expired": orderRule("order.expired", {
    template: "order_expired",
    // Who awaited no deposit has closed the page before paying: there is nothing to tell.
    when: ({ awaitedDeposit }) => awaitedDeposit,
  }),
  "order.cancelled": orderRule("order.cancelled", {
    template: "order_cancelled",
    // Another order of the same person took its place a moment ago.
    when: ({ reason }) => reason !== "replaced",
  }),
  "order.shipped": orderRule("order.shipped", {
    template: "order_shipped",
    supersededBy: ["order.delivered"],
    sameField: "shipmentId",
    bySms: true,
  }),
  "order.delivered": orderRule("order.delivered", { template: "order_delivered" }),
  "order.return_changed": orderRule("order.return_changed", {
    template: "order_return_changed",
    supersededBy: ["order.return_changed", "order.refunded"],
    sameField: "changeId",
  }),
  "order.refunded": orderRule("order.refunded", { template: "order_refunded" }),
  "payment.changed": {
    data: PaymentChanged.shape.data,
    version: 1,
    usefulSeconds: ORDER_USEFUL_SECONDS,
    supersededBy: [],
    sameField: null,
    tell: ({ purpose, state, memberId }: z.output<typeof PaymentChanged>["data"]) => {
      const template = { PAID: "points_charged", DONE: "points_refunded" } as const;
      if (purpose !== "point_charge" || !memberId) return [];
      if (state !== "PAID" && state !== "DONE") return [];
      return [
        {
          ...{ rule: template[state], category: "order", template: template[state] },
          ...{ recipient: { member: memberId }, memberId, byEmail: true },
        },
      ];
    },
  },
};

type OrderData<Type extends OrderEventType> = z.output<(typeof ORDER_EVENT_DATA)[Type]>;

/** A rule that tells an order's own address, and the inbox of the member whose it is. */
function orderRule<Type extends OrderEventType>(
  type: Type,
  {
    template,
    supersededBy = [],
    sameField = null,
    when = () => true,
    bySms,
  }: {
    template: Template;
    supersededBy?: readonly OrderEventType[];
    sameField?: Rule["sameField"];
    when?(data: OrderData<Type>): boolean;
    bySms?: true;
  },
): Rule {
  return {
    data: ORDER_EVENT_DATA[type],
    version: 1,
    usefulSeconds: ORDER_USEFUL_SECONDS,
    supersededBy,
    sameField,
    tell: (data: OrderData<Type>) =>
      when(data)
        ? [
            {
              ...{ rule: template, category: "order", template, byEmail: true },
              ...{ recipient: { order: data.orderId }, memberId: data.memberId ?? null },
              ...(bySms && { bySms }),
            },
          ]
        : [],
  };
}
