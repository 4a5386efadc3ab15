/** Returns and receipt by an order's owner, by the policy they share at the gateway. */
import { z } from "zod";
import { ChangeId, OrderId } from "./ids.ts";
import { operations } from "./operation.ts";
import { Order } from "./order.ts";
import { ReturnInput } from "./order-fulfilment.ts";

const tag = "Orders";
const one = z.object({ id: OrderId });
const oneReturn = one.extend({ changeId: ChangeId });

const asking = {
  method: "post",
  idempotency: "optional",
  params: one,
  body: ReturnInput,
  responses: { 201: Order },
  headers: ["ETag"],
  errors: ["not_found", "order_state_conflict", "return_window_closed", "refund_account_required"],
} as const;

const withdrawing = {
  method: "post",
  idempotency: "optional",
  params: oneReturn,
  responses: { 200: Order },
  headers: ["ETag"],
  errors: ["not_found", "order_state_conflict"],
} as const;

const receiving = {
  method: "post",
  idempotency: "optional",
  params: one,
  responses: { 200: Order, 202: Order },
  headers: ["ETag"],
  errors: ["not_found", "order_state_conflict"],
} as const;

/** Operations after delivery. */
export const orderReturnGroups = {
  returns: operations(tag, {
    returnLines: {
      ...asking,
      path: "/api/orders/{id}/returns",
      summary: "Ask to send units back",
      credential: "bearer",
    },
    withdrawReturn: {
      ...withdrawing,
      path: "/api/orders/{id}/returns/{changeId}/withdraw",
      summary: "Keep the units after all, until they have arrived",
      credential: "bearer",
    },
    confirmReceived: {
      ...receiving,
      path: "/api/orders/{id}/received",
      summary: "Say that everything arrived: the order is completed and its points are yours",
      credential: "bearer",
    },
  }),
  guestReturns: operations(tag, {
    returnGuestLines: {
      ...asking,
      path: "/api/guest/orders/{id}/returns",
      summary: "Ask to send units back (`X-Order-Token`)",
      credential: "none",
    },
    withdrawGuestReturn: {
      ...withdrawing,
      path: "/api/guest/orders/{id}/returns/{changeId}/withdraw",
      summary: "Keep the units after all, until they have arrived (`X-Order-Token`)",
      credential: "none",
    },
    confirmGuestReceived: {
      ...receiving,
      path: "/api/guest/orders/{id}/received",
      summary: "Say that everything arrived: the order is completed (`X-Order-Token`)",
      credential: "none",
    },
  }),
};
