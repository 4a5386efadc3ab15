/** `DELETE /api/members/:id/addresses/:addressId`, under its version. */
import { reply } from "@edgemart/worker-kit/reply";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const deleteAddress: Route<"deleteAddress"> = async (c, { params, write }) => {
  const { id, addressId } = params;
  const removed = resultOf(await c.var.deps.addresses.remove(id, addressId, write));
  return removed.ok ? reply(204, null) : removed;
};
