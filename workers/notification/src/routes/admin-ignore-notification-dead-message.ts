/** `POST /api/notifications/dead-messages/{id}/ignore`. */

import { settleLetter } from "../verbs/settle-failed.ts";
import type { Route } from "./route.ts";
import { written } from "./settled.ts";

/** Leaves a message unhandled, with the reason. */
export const adminIgnoreNotificationDeadMessage: Route<
  "adminIgnoreNotificationDeadMessage"
> = async (c, { params, body, write }) => {
  const settling = { id: params.id, how: "ignored", because: body.because } as const;
  return written(c, await settleLetter(c.var.deps, settling, write));
};
