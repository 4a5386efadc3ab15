/** Order's HTTP surface: the operations of its contract, each with its handler. */
import { orderGroups } from "@edgemart/contracts/order-operations";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdminToken } from "@edgemart/worker-kit/require-identity";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type OrderConfig, readOrderConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { cancelGuestOrder } from "./routes/cancel-guest-order.ts";
import { cancelOrder } from "./routes/cancel-order.ts";
import { getGuestOrder } from "./routes/get-guest-order.ts";
import { getOrder } from "./routes/get-order.ts";
import { payOrder } from "./routes/pay-order.ts";
import { placeOrder } from "./routes/place-order.ts";
import { quoteOrder } from "./routes/quote-order.ts";
import { readViewer } from "./routes/read-viewer.ts";
import type { OrderMarks } from "./routes/route.ts";
import { verifyPayment } from "./routes/verify-payment.ts";

const BODY_BYTES_MAX = 32 * 1024;

/** The Worker's app: every operation of the contract, and health. */
export const app = createApp<OrderConfig, Deps, OrderMarks>({
  service: "order",
  readConfig: readOrderConfig,
  depsOf,
  isOutage,
  healthPath: "/api/orders/health",
});

serveOperations(
  app,
  orderGroups,
  {
    cancelGuestOrder,
    cancelOrder,
    getGuestOrder,
    getOrder,
    payOrder,
    placeOrder,
    quoteOrder,
    verifyPayment,
  },
  (operation) => [
    ...memberSteps(operation, requireAdminToken),
    readViewer,
    ...inputSteps(operation, BODY_BYTES_MAX),
  ],
);
