/** `GET /api/members/me/cart`: the caller's own cart. */
import { versioned } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const getCart: Route<"getCart"> = async (c) =>
  versioned(200, await c.var.deps.carts.read(c.var.identity.memberId));
