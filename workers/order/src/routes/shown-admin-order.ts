/** Shows an order to staff as it is now, with what payment tells of it. */
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import type { Context } from "hono";
import { adminOrderView } from "../core/admin-order-view.ts";
import type { OrderAppEnv } from "./route.ts";
import { paymentOf } from "./shown-order.ts";

/** Reads and shows an order; null for one that is not there. */
export async function shownAdminOrder(
  c: Context<OrderAppEnv>,
  orderId: string,
): Promise<AdminOrder | null> {
  const row = await c.var.deps.adminReads.find(orderId);
  return row && adminOrderView(row, await paymentOf(c, row.order));
}
