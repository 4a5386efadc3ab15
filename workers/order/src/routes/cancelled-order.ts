/** Answers a cancellation: both addresses of it do the same for an order that is the caller's. */
import type { CancelInput, Order } from "@edgemart/contracts/order";
import { problem } from "@edgemart/worker-kit/create-app";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import { cancelOrder } from "../verbs/cancel-order.ts";
import { ownerActs } from "./owner-acts.ts";
import { callOf, NOT_EXECUTED, type OrderAppEnv, refuse } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Cancels, and shows what the order is now. */
export async function cancelledOrder(
  c: Context<OrderAppEnv>,
  order: OrderRow | null,
  body: CancelInput,
) {
  if (!order) return refuse(c, { code: "not_found" });
  const who = ownerActs(c, order, body);
  if (!who.ok) return who;
  const done = await cancelOrder(c.var.deps, order, body, who.value, callOf(c));
  if (!done.ok) {
    return done.error.code === "idempotency_key_reused"
      ? problem(c, done.error)
      : refuse(c, done.error);
  }
  const shown: Order = await shownOrder(c, done.value.order);
  if (done.value.isDone) return versioned(200, shown);
  return versioned(202, shown, { "retry-after": "2", ...NOT_EXECUTED });
}
