/** Answers a change of the delivery: both addresses of it do the same for an order that is the caller's. */
import type { DeliveryInput } from "@edgemart/contracts/order";
import { versioned } from "@edgemart/worker-kit/reply";
import { readIfMatch } from "@edgemart/worker-kit/version-match";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import { changeDelivery } from "../verbs/change-delivery.ts";
import { type OrderAppEnv, refuse } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Changes the delivery, and shows what the order is now. */
export async function changedOrder(
  c: Context<OrderAppEnv>,
  order: OrderRow | null,
  body: DeliveryInput,
) {
  if (!order) return refuse(c, { code: "not_found" });
  const versions = readIfMatch(c.req.header("if-match"));
  if (versions === null) return refuse(c, { code: "precondition_required" });
  const changed = await changeDelivery(c.var.deps, order, body, versions);
  if (!changed.ok) return refuse(c, changed.error);
  return versioned(200, await shownOrder(c, changed.value));
}
