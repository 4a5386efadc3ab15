/** `PUT /api/members/me/cart`: the caller's own cart, replaced under its version. */
import { versioned } from "@edgemart/worker-kit/reply";
import { resultOf } from "./result-of.ts";
import type { Route } from "./route.ts";

export const replaceCart: Route<"replaceCart"> = async (c, { body, write }) => {
  const { memberId } = write.viewer;
  const changed = resultOf(await c.var.deps.carts.replace(memberId, body.items, write));
  return changed.ok ? versioned(200, changed.value) : changed;
};
