/** `GET /api/notifications/deliveries/overview`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Tells how messages fare. */
export const adminGetNotificationOverview: Route<"adminGetNotificationOverview"> = async (c) =>
  reply(200, await c.var.deps.office.overview());
