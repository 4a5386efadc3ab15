/** `GET /api/notifications/export`: the part of an account's export that is kept here. */
import { EXPORT_ITEMS_MAX } from "@edgemart/contracts/notification";
import { reply } from "@edgemart/worker-kit/reply";
import { noticeOf } from "../core/notices.ts";
import type { Route } from "./route.ts";

/** Gives the caller's choices, consents, inbox and browsers, the newest of each list. */
export const exportNotifications: Route<"exportNotifications"> = async (c, { query }) => {
  const { inbox, preferences, pushes } = c.var.deps;
  const { memberId } = c.var.identity;
  const [{ choices, marketing }, consents, { items }, devices] = await Promise.all([
    preferences.read(memberId),
    preferences.consents(memberId, EXPORT_ITEMS_MAX),
    inbox.list(memberId, { isUnreadOnly: false, after: null, limit: EXPORT_ITEMS_MAX }),
    pushes.list(memberId),
  ]);
  const notices = items.flatMap((item) => noticeOf(item, query.lang) ?? []);
  return reply(200, { choices, marketing, consents, notices, devices });
};
