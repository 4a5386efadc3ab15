/** `GET /api/notifications`: the caller's inbox, in keyset pages. */

import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { noticeOf } from "../core/notices.ts";
import type { Route } from "./route.ts";

const readPosition = positionReader();

/** Lists the inbox. */
export const listNotices: Route<"listNotices"> = async (c, { query }) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const { items, unread } = await c.var.deps.inbox.list(c.var.identity.memberId, {
    isUnreadOnly: query.unread === "yes",
    after: after.value,
    limit: query.limit + 1,
  });
  const page = keysetPage(items, query.limit, (last) => writeCursor(positionText(last)));
  const shown = page.items.flatMap((item) => noticeOf(item, query.lang) ?? []);
  return reply(200, { items: shown, nextCursor: page.nextCursor, unread });
};
