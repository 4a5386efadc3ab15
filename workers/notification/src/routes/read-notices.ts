/** `POST /api/notifications/read`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Marks items as read. */
export const readNotices: Route<"readNotices"> = async (c, { body }) =>
  reply(200, { count: await c.var.deps.inbox.read(c.var.identity.memberId, body) });
