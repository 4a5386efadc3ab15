/** An order for the browser that asks: by its token, or as the signed-in member's own. */
import { OrderId } from "@edgemart/contracts/ids";
import type { Order } from "@edgemart/contracts/order";
import { headers } from "next/headers";
import { fetchOrder, type Shopper } from "#api/orders.ts";
import { webConfig } from "#config.ts";
import { shopperOf } from "./shopper.ts";

/** The order and who asks. `missing` also for an order of someone else. */
export type VisitedOrder = { order: Order; shopper: Shopper } | "missing" | "away";

const NOT_YOURS = new Set([
  "not_found",
  "token_missing",
  "token_invalid",
  "token_expired",
  "session_revoked",
  "forbidden",
]);

/** Finds the order of the request being rendered. */
export async function visitOrder(id: string): Promise<VisitedOrder> {
  if (!OrderId.safeParse(id).success) return "missing";
  const shopper = shopperOf((await headers()).get("cookie"), webConfig(), id);
  if (!shopper.orderToken && !shopper.accessToken) return "missing";
  const found = await fetchOrder(shopper, id);
  if (found.ok) return { order: found.value, shopper };
  return NOT_YOURS.has(found.error.code) ? "missing" : "away";
}
