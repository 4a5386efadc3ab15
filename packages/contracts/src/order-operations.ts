/** The operations of order, by the policy they share at the gateway. */
import { z } from "zod";
import { OrderId, PaymentId } from "./ids.ts";
import { operations } from "./operation.ts";
import { CancelInput, Order, OrderInput, PlacedOrder, Quote, QuoteInput } from "./order.ts";
import { PayInput, Payment, PaymentGlimpse, VerifyInput } from "./payment.ts";

const tag = "Orders";
const one = z.object({ id: OrderId });

/** Errors of everything that prices an order. */
const PRICING = [
  "item_unavailable",
  "currency_mixed",
  "order_too_large",
  "shipping_unavailable",
  "coupon_invalid",
  "coupon_minimum",
  "coupon_used_up",
] as const;

/** Order's operations. */
export const orderGroups = {
  quotes: operations(tag, {
    quoteOrder: {
      method: "post",
      path: "/api/orders/quote",
      summary: "What an order would cost now; nothing is written",
      credential: "optional",
      body: QuoteInput,
      responses: { 200: Quote },
      errors: [],
    },
  }),
  placing: operations(tag, {
    placeOrder: {
      method: "post",
      path: "/api/orders",
      summary: "Place an order: its stock is held while it is paid",
      credential: "optional",
      idempotency: "optional",
      body: OrderInput,
      responses: { 201: PlacedOrder },
      headers: ["ETag", "Location"],
      errors: [
        ...PRICING,
        "price_changed",
        "stock_insufficient",
        "payment_in_progress",
        "order_state_conflict",
        "not_found",
        "rate_limited",
        "idempotency_in_progress",
      ],
    },
  }),
  own: operations(tag, {
    getOrder: {
      method: "get",
      path: "/api/orders/{id}",
      summary: "Read an own order",
      credential: "bearer",
      params: one,
      responses: { 200: Order },
      headers: ["ETag"],
      errors: [],
    },
    cancelOrder: {
      method: "post",
      path: "/api/orders/{id}/cancel",
      summary: "Cancel an order, or units of it that are not shipped",
      credential: "bearer",
      idempotency: "optional",
      params: one,
      body: CancelInput,
      responses: { 200: Order, 202: Order },
      headers: ["ETag"],
      errors: ["not_found", "order_state_conflict", "refund_account_required"],
    },
  }),
  guest: operations(tag, {
    getGuestOrder: {
      method: "get",
      path: "/api/guest/orders/{id}",
      summary: "Read a guest's order with its token (`X-Order-Token`)",
      credential: "none",
      params: one,
      responses: { 200: Order },
      headers: ["ETag"],
      errors: [],
    },
    cancelGuestOrder: {
      method: "post",
      path: "/api/guest/orders/{id}/cancel",
      summary: "Cancel a guest's order with its token (`X-Order-Token`)",
      credential: "none",
      idempotency: "optional",
      params: one,
      body: CancelInput,
      responses: { 200: Order, 202: Order },
      headers: ["ETag"],
      errors: ["not_found", "order_state_conflict", "refund_account_required"],
    },
  }),
  paying: operations("Payments", {
    payOrder: {
      method: "post",
      path: "/api/payments",
      summary: "Begin to pay an order; safe to repeat without a key",
      credential: "optional",
      idempotency: "optional",
      body: PayInput,
      responses: { 200: Payment, 201: Payment, 202: Payment },
      headers: ["Location"],
      errors: [
        "not_found",
        "order_state_conflict",
        "order_already_paid",
        "payment_in_progress",
        "payment_amount_mismatch",
        "payment_method_unavailable",
        "points_insufficient",
        "points_limit",
        "stock_insufficient",
        "payment_gateway_unavailable",
      ],
    },
    verifyPayment: {
      method: "post",
      path: "/api/payments/{id}/verify",
      summary: "Complete a payment with the key the gateway gave the shopper",
      credential: "optional",
      idempotency: "optional",
      params: z.object({ id: PaymentId }),
      body: VerifyInput,
      responses: {
        200: z.union([Payment, PaymentGlimpse]),
        202: z.union([Payment, PaymentGlimpse]),
      },
      headers: ["Location"],
      errors: [
        "payment_declined",
        "payment_expired",
        "payment_amount_mismatch",
        "card_data_refused",
        "order_state_conflict",
      ],
    },
  }),
};
