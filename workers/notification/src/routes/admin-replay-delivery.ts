/** `POST /api/notifications/deliveries/{id}/replay`. */

import { settleDelivery } from "../verbs/settle-failed.ts";
import type { Route } from "./route.ts";
import { written } from "./settled.ts";

/** Sends a failed message again. */
export const adminReplayDelivery: Route<"adminReplayDelivery"> = async (
  c,
  { params, body, write },
) => {
  const settling = { id: params.id, how: "replayed", because: body.because } as const;
  return written(c, await settleDelivery(c.var.deps, settling, write));
};
