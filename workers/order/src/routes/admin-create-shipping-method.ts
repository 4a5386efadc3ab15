/** `POST /api/admin/orders/shipping/methods`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { written } from "@edgemart/worker-kit/reply";
import { createMethod } from "../verbs/write-shipping.ts";
import type { Route } from "./route.ts";

/** Makes a way of delivery. */
export const adminCreateShippingMethod: Route<
  typeof orderAdministrationGroups.shipping.adminCreateShippingMethod
> = async (c, { body, write }) => written(201, await createMethod(c.var.deps, body, write));
