/** `PUT /api/notifications/preferences`: on the version that the caller has seen. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Replaces the caller's choices. */
export const replaceNotificationPreferences: Route<"replaceNotificationPreferences"> = async (
  c,
  { body, write },
) => {
  const { preferences } = c.var.deps;
  const chosen = await preferences.replace(write.viewer.memberId, body, write);
  return chosen ? versioned(200, chosen) : err("precondition_failed");
};
