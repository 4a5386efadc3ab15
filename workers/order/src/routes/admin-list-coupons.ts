/** `GET /api/admin/orders/coupons`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Lists coupons, the newest first. */
export const adminListCoupons: Route<
  typeof orderAdministrationGroups.coupons.adminListCoupons
> = async (c) => reply(200, { items: await c.var.deps.coupons.list() });
