/** Payment's HTTP surface: the operations of its contract, each with its handler. */
import type { Identity } from "@edgemart/contracts/identity";
import { paymentGroups } from "@edgemart/contracts/payment-operations";
import { pointsGroups } from "@edgemart/contracts/points-operations";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type PaymentConfig, readPaymentConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { adminAdjustPoints } from "./routes/admin-adjust-points.ts";
import { adminAskRefundAgain } from "./routes/admin-ask-refund-again.ts";
import { adminClearPaymentAttention } from "./routes/admin-clear-payment-attention.ts";
import { adminCloseDifference } from "./routes/admin-close-difference.ts";
import { adminCloseRefundByHand } from "./routes/admin-close-refund-by-hand.ts";
import { adminCountPayments } from "./routes/admin-count-payments.ts";
import { adminGetMemberPoints } from "./routes/admin-get-member-points.ts";
import { adminGetPayment } from "./routes/admin-get-payment.ts";
import { adminGiveVoidAccount } from "./routes/admin-give-void-account.ts";
import { adminListDifferences } from "./routes/admin-list-differences.ts";
import { adminListMemberLedger } from "./routes/admin-list-member-ledger.ts";
import { adminListPayments } from "./routes/admin-list-payments.ts";
import { adminReconcile } from "./routes/admin-reconcile.ts";
import { cancelPointCharge } from "./routes/cancel-point-charge.ts";
import { chargePoints } from "./routes/charge-points.ts";
import { getPayment } from "./routes/get-payment.ts";
import { getPointBalance } from "./routes/get-point-balance.ts";
import { listPayments } from "./routes/list-payments.ts";
import { listPointHistory } from "./routes/list-point-history.ts";
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

const isAdmin = requireAdmin<PaymentConfig>((config) => config.MEMBER_LOOKUP);

serveOperations(
  app,
  { ...paymentGroups, ...pointsGroups },
  {
    adminAdjustPoints,
    adminGetMemberPoints,
    adminListMemberLedger,
    adminAskRefundAgain,
    adminClearPaymentAttention,
    adminCloseDifference,
    adminCloseRefundByHand,
    adminCountPayments,
    adminGetPayment,
    adminGiveVoidAccount,
    adminListDifferences,
    adminListPayments,
    adminReconcile,
    cancelPointCharge,
    chargePoints,
    getPayment,
    getPointBalance,
    listPayments,
    listPointHistory,
    listRefunds,
    receiveSimulatorWebhook,
    receiveTossWebhook,
  },
  (operation) => [...memberSteps(operation, isAdmin), ...inputSteps(operation, BODY_BYTES_MAX)],
);
