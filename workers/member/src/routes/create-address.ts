/** `POST /api/members/:id/addresses`. */
import { versioned } from "@edgemart/worker-kit/reply";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const createAddress: Route<"createAddress"> = async (c, { body, params: { id }, write }) => {
  const { addresses, newAddressId } = c.var.deps;
  const added = resultOf(await addresses.add(id, newAddressId(), body, write));
  if (!added.ok) return added;
  const location = `/api/members/${id}/addresses/${added.value.id}`;
  return versioned(201, added.value, { location });
};
