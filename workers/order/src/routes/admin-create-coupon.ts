/** `POST /api/admin/orders/coupons`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { written } from "@edgemart/worker-kit/reply";
import { createCoupon } from "../verbs/write-coupon.ts";
import type { Route } from "./route.ts";

/** Makes a coupon. */
export const adminCreateCoupon: Route<
  typeof orderAdministrationGroups.coupons.adminCreateCoupon
> = async (c, { body, write }) => written(201, await createCoupon(c.var.deps, body, write));
