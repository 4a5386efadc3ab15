/** Texts of orders in the administration, in English. */
import type { AdminOrdersMessages } from "./admin-orders.ko.ts";

/** Holds the texts of orders in the administration, in English. */
export const adminOrdersEn: AdminOrdersMessages = {
  title: "Orders",
  search: "Order number, email, phone, name",
  status: "Order status",
  fulfilment: "Delivery status",
  money: "Payment status",
  attention: "Attention",
  anyAttention: "Only orders that need attention",
  instrument: "Paid by",
  more: "More filters",
  clear: "Clear filters",
  none: "No orders match.",
  noneYet: "No orders yet. New orders appear here.",
  waiting: "{count} {count:order needs|orders need} attention.",
  waitingMany: "More than {count} {count:order needs|orders need} attention.",
  noneWaiting: "No order needs attention.",
  seeWaiting: "See orders that need attention",
  number: "Order",
  customer: "Customer",
  product: "Product",
  total: "Total",
  placed: "Placed",
  returns: "{count} open {count:return|returns}",
  states: {
    PLACING: "Being placed",
    PENDING: "Waiting for payment",
    PAYING: "Checking payment",
    AWAITING_DEPOSIT: "Waiting for deposit",
    PAID: "Paid",
    COMPLETED: "Completed",
    CANCELLED: "Cancelled",
    EXPIRED: "Expired",
  },
  fulfilments: {
    none: "Not packed yet",
    preparing: "Being packed",
    part_shipped: "Partly shipped",
    shipped: "Shipped",
    delivered: "Delivered",
  },
  moneys: {
    unpaid: "Unpaid",
    awaiting_deposit: "Waiting for deposit",
    paid: "Paid",
    refunding: "Being refunded",
    refund_failed: "Refund failed",
    part_refunded: "Partly refunded",
    refunded: "Fully refunded",
  },
  attentions: {
    step_stuck: "Processing is stuck",
    refund_failed: "Refund failed",
    deposit_reversed: "Deposit reversed by the bank",
    money_without_order: "Money received, order unpaid",
    order_without_money: "Order paid, no money recorded",
    return_overdue: "Refund of a return is overdue",
  },
  attentionHelp: {
    step_stuck:
      "The next step has failed several times. Check the error under “What happens next”, and press “Process now” once the cause is resolved.",
    refund_failed:
      "The payment gateway declined a refund. If an account is needed, enter it under “Cancellations, returns and refunds”. Otherwise open the payment: ask for the refund again there, or record that you transferred the money yourself.",
    deposit_reversed:
      "The bank took the deposit back, so shipping has stopped. Mark it as resolved if the money is there again or is written off; otherwise cancel the order.",
    money_without_order:
      "The payment gateway has money for this order, but the order is not paid. Check the timeline and the payment.",
    order_without_money:
      "The order is paid, but no payment is recorded for it. Shipping has stopped. Check the timeline, then mark it as resolved or cancel the order.",
    return_overdue:
      "A returned parcel arrived more than 3 business days ago and its refund is not finished.",
    other: "Check the timeline for the cause.",
  },
};
