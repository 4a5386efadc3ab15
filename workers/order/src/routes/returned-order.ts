/** Answers what owners do after delivery: both addresses of each do the same for an order that is the caller's. */
import type { ReturnInput } from "@edgemart/contracts/order-fulfilment";
import type { Failure } from "@edgemart/contracts/result";
import { problem } from "@edgemart/worker-kit/create-app";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import { confirmReceived } from "../verbs/confirm-received.ts";
import { returnLines } from "../verbs/return-lines.ts";
import { withdrawReturn } from "../verbs/withdraw-return.ts";
import { ownerActs } from "./owner-acts.ts";
import { callOf, NOT_EXECUTED, type OrderAppEnv, refuse } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Opens a return, and shows what the order is now. */
export async function returnedOrder(
  c: Context<OrderAppEnv>,
  order: OrderRow | null,
  body: ReturnInput,
) {
  if (!order) return refuse(c, { code: "not_found" });
  const who = ownerActs(c, order, body);
  if (!who.ok) return who;
  const asked = await returnLines(c.var.deps, order, body, who.value, false);
  return asked.ok ? versioned(201, await shownOrder(c, asked.value)) : refused(c, asked.error);
}

/** Withdraws a return, and shows what the order is now. */
export async function withdrawnReturn(
  c: Context<OrderAppEnv>,
  order: OrderRow | null,
  changeId: string,
) {
  if (!order) return refuse(c, { code: "not_found" });
  const who = ownerActs(c, order, null);
  if (!who.ok) return who;
  const moved = await withdrawReturn(c.var.deps, order, changeId, who.value);
  return moved.ok ? versioned(200, await shownOrder(c, moved.value)) : refused(c, moved.error);
}

/** Completes an order, and shows what it is now. To repeat it changes nothing, so it needs no key. */
export async function receivedOrder(c: Context<OrderAppEnv>, order: OrderRow | null) {
  if (!order) return refuse(c, { code: "not_found" });
  const done = await confirmReceived(c.var.deps, order, callOf(c));
  if (!done.ok) return refuse(c, done.error);
  const shown = await shownOrder(c, done.value.order);
  if (done.value.isDone) return versioned(200, shown);
  return versioned(202, shown, { "retry-after": "2", ...NOT_EXECUTED });
}

/** A key that was used for something else stays used; every other refusal has left nothing behind. */
function refused(c: Context<OrderAppEnv>, failure: Failure): Response {
  return failure.code === "idempotency_key_reused" ? problem(c, failure) : refuse(c, failure);
}
