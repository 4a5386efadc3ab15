/** `POST /api/notifications/deliveries/{id}/ignore`. */

import { settleDelivery } from "../verbs/settle-failed.ts";
import type { Route } from "./route.ts";
import { written } from "./settled.ts";

/** Leaves a failed message unsent. */
export const adminIgnoreDelivery: Route<"adminIgnoreDelivery"> = async (
  c,
  { params, body, write },
) => {
  const settling = { id: params.id, how: "ignored", because: body.because } as const;
  return written(c, await settleDelivery(c.var.deps, settling, write));
};
