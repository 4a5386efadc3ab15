/** `GET /api/notifications/preferences`. */
import { versioned } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Gives the caller's choices. */
export const getNotificationPreferences: Route<"getNotificationPreferences"> = async (c) =>
  versioned(200, await c.var.deps.preferences.read(c.var.identity.memberId));
