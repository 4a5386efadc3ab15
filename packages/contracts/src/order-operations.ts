/** The operations of order, by the policy they share at the gateway. Longer than 250 lines: one API is read in one place. */
import { z } from "zod";
import { ChangeId, OrderId, PaymentId } from "./ids.ts";
import { operations } from "./operation.ts";
import {
  CancelInput,
  ClaimInput,
  DeliveryInput,
  LookupInput,
  MaskedOrder,
  Order,
  OrderCard,
  OrderInput,
  OrderStatus,
  PlacedOrder,
  Quote,
  QuoteInput,
} from "./order.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { PayInput, Payment, PaymentGlimpse, RefundAccount, VerifyInput } from "./payment.ts";
import { Timestamp } from "./time.ts";

const tag = "Orders";
const one = z.object({ id: OrderId });
const oneChange = one.extend({ changeId: ChangeId });

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

/** Which of one's own orders are asked for. */
export const OrderListQuery = z.object({
  status: OrderStatus.optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  limit: PageLimit,
  cursor: Cursor,
});

/** What completes a payment, under both of its names. */
const verifying = {
  method: "post",
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
} as const;

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
    listOrders: {
      method: "get",
      path: "/api/orders",
      summary: "Own orders, newest first",
      credential: "bearer",
      query: OrderListQuery,
      responses: { 200: keysetPageOf(OrderCard) },
      errors: [],
    },
    claimOrders: {
      method: "post",
      path: "/api/orders/claim",
      summary: "Take over orders that were placed as a guest, each with its token",
      credential: "bearer",
      idempotency: "optional",
      body: ClaimInput,
      responses: { 200: z.object({ items: z.array(OrderCard) }) },
      errors: ["not_found"],
    },
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
    changeOrder: {
      method: "patch",
      path: "/api/orders/{id}",
      summary: "Change address, memo or telephone number until a parcel is prepared",
      credential: "bearer",
      idempotency: "optional",
      ifMatch: true,
      params: one,
      body: DeliveryInput,
      responses: { 200: Order },
      headers: ["ETag"],
      errors: ["not_found", "order_state_conflict", "fee_would_change", "shipping_unavailable"],
    },
    giveRefundAccount: {
      method: "post",
      path: "/api/orders/{id}/changes/{changeId}/account",
      summary: "Name the account that a refund waits for",
      credential: "bearer",
      idempotency: "optional",
      params: oneChange,
      body: RefundAccount,
      responses: { 200: Order, 202: Order },
      headers: ["ETag"],
      errors: ["not_found", "order_state_conflict"],
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
    changeGuestOrder: {
      method: "patch",
      path: "/api/guest/orders/{id}",
      summary:
        "Change address, memo or telephone number until a parcel is prepared (`X-Order-Token`)",
      credential: "none",
      idempotency: "optional",
      ifMatch: true,
      params: one,
      body: DeliveryInput,
      responses: { 200: Order },
      headers: ["ETag"],
      errors: ["not_found", "order_state_conflict", "fee_would_change", "shipping_unavailable"],
    },
    giveGuestRefundAccount: {
      method: "post",
      path: "/api/guest/orders/{id}/changes/{changeId}/account",
      summary: "Name the account that a refund waits for (`X-Order-Token`)",
      credential: "none",
      idempotency: "optional",
      params: oneChange,
      body: RefundAccount,
      responses: { 200: Order, 202: Order },
      headers: ["ETag"],
      errors: ["not_found", "order_state_conflict"],
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
  lookup: operations(tag, {
    lookUpGuestOrder: {
      method: "post",
      path: "/api/guest/orders/lookup",
      summary: "Find an order by its number and e-mail: a masked view",
      credential: "none",
      body: LookupInput,
      responses: { 200: MaskedOrder },
      errors: ["not_found", "rate_limited"],
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
      ...verifying,
      path: "/api/payments/{id}/verify",
      summary: "Complete a payment with the key the gateway gave the shopper",
    },
    confirmPayment: {
      ...verifying,
      path: "/api/payments/{id}/confirm",
      summary: "Complete a payment: the other name of verify; asking both does it once",
    },
  }),
};
