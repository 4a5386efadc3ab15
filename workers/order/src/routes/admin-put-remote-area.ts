/** `PUT /api/admin/orders/shipping/areas`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { reply } from "@edgemart/worker-kit/reply";
import { putArea } from "../verbs/write-shipping.ts";
import type { Route } from "./route.ts";

/** Writes postcodes down that cost more, or names them anew. */
export const adminPutRemoteArea: Route<
  typeof orderAdministrationGroups.shipping.adminPutRemoteArea
> = async (c, { body, write }) => {
  const put = await putArea(c.var.deps, body, write);
  return put.ok ? reply(200, put.value) : put;
};
