/** `PUT /api/members/:id/addresses/:addressId`, under its version. */
import { versioned } from "@edgemart/worker-kit/reply";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const replaceAddress: Route<"replaceAddress"> = async (c, { body, params, write }) => {
  const { id, addressId } = params;
  const changed = resultOf(await c.var.deps.addresses.replace(id, addressId, body, write));
  return changed.ok ? versioned(200, changed.value) : changed;
};
