/** `GET /api/admin/orders/shipping`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Lists ways of delivery and the areas that cost more. */
export const adminGetShipping: Route<
  typeof orderAdministrationGroups.shipping.adminGetShipping
> = async (c) => reply(200, await c.var.deps.shipping.list());
