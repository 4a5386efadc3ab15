/** Order's HTTP surface: the operations of its contract, each with its handler. */
import { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { orderGroups } from "@edgemart/contracts/order-operations";
import { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { readViewer } from "@edgemart/worker-kit/require-identity";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type OrderConfig, readOrderConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { adminApproveReturn } from "./routes/admin-approve-return.ts";
import { adminCancelOrder } from "./routes/admin-cancel-order.ts";
import { adminChangeCoupon } from "./routes/admin-change-coupon.ts";
import { adminChangeShippingMethod } from "./routes/admin-change-shipping-method.ts";
import { adminClearAttention } from "./routes/admin-clear-attention.ts";
import { adminCreateCoupon } from "./routes/admin-create-coupon.ts";
import { adminCreateShippingMethod } from "./routes/admin-create-shipping-method.ts";
import { adminDeliver } from "./routes/admin-deliver.ts";
import { adminDriveOrder } from "./routes/admin-drive-order.ts";
import { adminGetOrder } from "./routes/admin-get-order.ts";
import { adminGetOrderTimeline } from "./routes/admin-get-order-timeline.ts";
import { adminGetShipping } from "./routes/admin-get-shipping.ts";
import { adminGiveGoodwill } from "./routes/admin-give-goodwill.ts";
import { adminGiveRefundAccount } from "./routes/admin-give-refund-account.ts";
import { adminIgnoreOrderDeadMessage } from "./routes/admin-ignore-order-dead-message.ts";
import { adminListCoupons } from "./routes/admin-list-coupons.ts";
import { adminListOrderDeadMessages } from "./routes/admin-list-order-dead-messages.ts";
import { adminListOrders } from "./routes/admin-list-orders.ts";
import { adminOpenReturn } from "./routes/admin-open-return.ts";
import { adminPrepareShipment } from "./routes/admin-prepare-shipment.ts";
import { adminPutRemoteArea } from "./routes/admin-put-remote-area.ts";
import { adminReceiveReturn } from "./routes/admin-receive-return.ts";
import { adminRejectReturn } from "./routes/admin-reject-return.ts";
import { adminRemoveRemoteArea } from "./routes/admin-remove-remote-area.ts";
import { adminReplayOrderDeadMessage } from "./routes/admin-replay-order-dead-message.ts";
import { adminShip } from "./routes/admin-ship.ts";
import { adminVoidShipment } from "./routes/admin-void-shipment.ts";
import { cancelGuestOrder } from "./routes/cancel-guest-order.ts";
import { cancelOrder } from "./routes/cancel-order.ts";
import { changeGuestOrder } from "./routes/change-guest-order.ts";
import { changeOrder } from "./routes/change-order.ts";
import { claimOrders } from "./routes/claim-orders.ts";
import { confirmGuestReceived } from "./routes/confirm-guest-received.ts";
import { confirmReceived } from "./routes/confirm-received.ts";
import { getGuestOrder } from "./routes/get-guest-order.ts";
import { getOrder } from "./routes/get-order.ts";
import { giveGuestRefundAccount } from "./routes/give-guest-refund-account.ts";
import { giveRefundAccount } from "./routes/give-refund-account.ts";
import { listOrders } from "./routes/list-orders.ts";
import { lookUpGuestOrder } from "./routes/look-up-guest-order.ts";
import { payOrder } from "./routes/pay-order.ts";
import { placeOrder } from "./routes/place-order.ts";
import { quoteOrder } from "./routes/quote-order.ts";
import { returnGuestLines } from "./routes/return-guest-lines.ts";
import { returnLines } from "./routes/return-lines.ts";
import type { OrderMarks } from "./routes/route.ts";
import { verifyPayment } from "./routes/verify-payment.ts";
import { withdrawGuestReturn } from "./routes/withdraw-guest-return.ts";
import { withdrawReturn } from "./routes/withdraw-return.ts";

const BODY_BYTES_MAX = 32 * 1024;
const ADMIN_BODY_BYTES_MAX = 128 * 1024;

/** The Worker's app: every operation of the contract, and health. */
export const app = createApp<OrderConfig, Deps, OrderMarks>({
  service: "order",
  readConfig: readOrderConfig,
  depsOf,
  isOutage,
  healthPath: "/api/orders/health",
});

const isAdmin = requireAdmin<OrderConfig>((config) => config.MEMBER_LOOKUP);

serveOperations(
  app,
  { ...orderGroups, ...orderReturnGroups, ...orderAdministrationGroups },
  {
    adminListCoupons,
    adminCreateCoupon,
    adminChangeCoupon,
    adminGetShipping,
    adminCreateShippingMethod,
    adminChangeShippingMethod,
    adminPutRemoteArea,
    adminRemoveRemoteArea,
    adminCancelOrder,
    adminClearAttention,
    adminDriveOrder,
    adminGetOrder,
    adminApproveReturn,
    adminDeliver,
    adminOpenReturn,
    adminPrepareShipment,
    adminReceiveReturn,
    adminRejectReturn,
    adminShip,
    adminVoidShipment,
    adminGetOrderTimeline,
    adminIgnoreOrderDeadMessage,
    adminListOrderDeadMessages,
    adminReplayOrderDeadMessage,
    adminGiveGoodwill,
    adminGiveRefundAccount,
    adminListOrders,
    cancelGuestOrder,
    cancelOrder,
    changeGuestOrder,
    changeOrder,
    claimOrders,
    confirmGuestReceived,
    confirmReceived,
    giveGuestRefundAccount,
    giveRefundAccount,
    listOrders,
    lookUpGuestOrder,
    getGuestOrder,
    getOrder,
    payOrder,
    placeOrder,
    quoteOrder,
    returnGuestLines,
    returnLines,
    verifyPayment,
    // One operation under two names.
    confirmPayment: verifyPayment,
    withdrawGuestReturn,
    withdrawReturn,
  },
  (operation) => [
    ...memberSteps(operation, isAdmin),
    readViewer,
    ...inputSteps(operation, operation.right ? ADMIN_BODY_BYTES_MAX : BODY_BYTES_MAX),
  ],
);
