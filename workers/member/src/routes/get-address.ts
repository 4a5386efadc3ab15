/** `GET /api/members/:id/addresses/:addressId`. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import { viewerOf } from "@edgemart/worker-kit/viewer";
import type { Route } from "./route.ts";

export const getAddress: Route<"getAddress"> = async (c, { params: { id, addressId } }) => {
  const found = await c.var.deps.addresses.find(id, addressId, viewerOf(c.var.identity));
  return found ? versioned(200, found) : err("not_found");
};
