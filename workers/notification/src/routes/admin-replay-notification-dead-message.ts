/** `POST /api/notifications/dead-messages/{id}/replay`. */

import { settleLetter } from "../verbs/settle-failed.ts";
import type { Route } from "./route.ts";
import { written } from "./settled.ts";

/** Handles a message again, and settles it. */
export const adminReplayNotificationDeadMessage: Route<
  "adminReplayNotificationDeadMessage"
> = async (c, { params, body, write }) => {
  const settling = { id: params.id, how: "replayed", because: body.because } as const;
  return written(c, await settleLetter(c.var.deps, settling, write));
};
