/** Payment's HTTP surface: the operations of its contract, each with its handler. */
import type { Identity } from "@edgemart/contracts/identity";
import { paymentGroups } from "@edgemart/contracts/payment-operations";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdminToken } from "@edgemart/worker-kit/require-identity";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type PaymentConfig, readPaymentConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { getPayment } from "./routes/get-payment.ts";
import { listPayments } from "./routes/list-payments.ts";
import { listRefunds } from "./routes/list-refunds.ts";
import { receiveSimulatorWebhook } from "./routes/receive-simulator-webhook.ts";
import { receiveTossWebhook } from "./routes/receive-toss-webhook.ts";

const BODY_BYTES_MAX = 64 * 1024;

/** The Worker's app: every operation of the contract, and health. */
export const app = createApp<PaymentConfig, Deps, { identity: Identity }>({
  service: "payment",
  readConfig: readPaymentConfig,
  depsOf,
  isOutage,
  healthPath: "/api/payments/health",
});

serveOperations(
  app,
  paymentGroups,
  { getPayment, listPayments, listRefunds, receiveSimulatorWebhook, receiveTossWebhook },
  (operation) => [
    ...memberSteps(operation, requireAdminToken),
    ...inputSteps(operation, BODY_BYTES_MAX),
  ],
);
