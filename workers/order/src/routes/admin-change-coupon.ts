/** `PATCH /api/admin/orders/coupons/{code}`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { written } from "@edgemart/worker-kit/reply";
import { changeCoupon } from "../verbs/write-coupon.ts";
import type { Route } from "./route.ts";

/** Changes a coupon, or switches it off. */
export const adminChangeCoupon: Route<
  typeof orderAdministrationGroups.coupons.adminChangeCoupon
> = async (c, { params, body, write }) =>
  written(200, await changeCoupon(c.var.deps, params.code, body, write));
