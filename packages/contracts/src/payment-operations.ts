/** Payment's own operations, by the policy they share at the gateway. To pay is an operation of what is paid for: the order. */
import { z } from "zod";
import { PaymentId } from "./ids.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { Payment, Refund } from "./payment.ts";
import { paymentAdminOperations } from "./payment-admin-operations.ts";

const params = z.object({ id: PaymentId });

/** What a payment gateway sends: any JSON object, of which nothing is believed. */
export const PaymentWebhook = z.looseObject({}).meta({
  id: "PaymentWebhook",
  example: {
    eventType: "PAYMENT_STATUS_CHANGED",
    createdAt: "2026-11-30T09:00:00.000000",
    data: { orderId: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", status: "DONE" },
  },
});

/** What both addresses share: a shopper's browser never sends there, and nothing in the body is believed. */
const webhook = {
  method: "post",
  credential: "none",
  body: PaymentWebhook,
  responses: { 200: null },
  errors: ["not_found"],
} as const;

/** Payment's operations, by the policy they share at the gateway. */
export const paymentGroups = {
  own: operations("Payments", {
    listPayments: {
      method: "get",
      path: "/api/payments",
      summary: "Your payments, newest first",
      credential: "bearer",
      query: z.object({ limit: PageLimit, cursor: Cursor }),
      responses: { 200: keysetPageOf(Payment) },
      errors: [],
    },
    getPayment: {
      method: "get",
      path: "/api/payments/{id}",
      summary: "One of your payments",
      credential: "bearer",
      params,
      responses: { 200: Payment },
      errors: [],
    },
    listRefunds: {
      method: "get",
      path: "/api/payments/{id}/refunds",
      summary: "What was given back of one of your payments",
      credential: "bearer",
      params,
      responses: { 200: z.object({ items: z.array(Refund) }) },
      errors: [],
    },
  }),
  webhooks: operations("Payments", {
    receiveTossWebhook: {
      ...webhook,
      path: "/api/payments/webhooks/toss",
      summary: "Where Toss says that something changed; the payment is then looked up there",
    },
    receiveSimulatorWebhook: {
      ...webhook,
      path: "/api/payments/webhooks/simulator",
      summary: "Where the local stand-in of the payment gateway says so",
    },
  }),
  paymentAdministration: paymentAdminOperations,
};
