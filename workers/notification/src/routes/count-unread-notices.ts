/** `GET /api/notifications/unread`. */
import { contentTag, isNoneOf } from "@edgemart/worker-kit/content-tag";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Counts what is unread; a caller that has the same count gets 304. */
export const countUnreadNotices: Route<"countUnreadNotices"> = async (c) => {
  const body = { count: await c.var.deps.inbox.unread(c.var.identity.memberId) };
  const etag = await contentTag(JSON.stringify(body));
  if (isNoneOf(c.req.header("if-none-match"), etag)) return c.body(null, 304, { etag });
  return reply(200, body, { etag });
};
