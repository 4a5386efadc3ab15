/** `PATCH /api/admin/orders/shipping/methods/{id}`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { written } from "@edgemart/worker-kit/reply";
import { changeMethod } from "../verbs/write-shipping.ts";
import type { Route } from "./route.ts";

/** Changes a way of delivery. */
export const adminChangeShippingMethod: Route<
  typeof orderAdministrationGroups.shipping.adminChangeShippingMethod
> = async (c, { params, body, write }) =>
  written(200, await changeMethod(c.var.deps, params.id, body, write));
