/** `DELETE /api/admin/orders/shipping/areas/{range}`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { removed } from "@edgemart/worker-kit/reply";
import { removeArea } from "../verbs/write-shipping.ts";
import type { Route } from "./route.ts";

/** Removes postcodes that cost more. */
export const adminRemoveRemoteArea: Route<
  typeof orderAdministrationGroups.shipping.adminRemoveRemoteArea
> = async (c, { params, write }) => removed(await removeArea(c.var.deps, params.range, write));
