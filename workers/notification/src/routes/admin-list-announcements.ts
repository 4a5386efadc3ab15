/** `GET /api/notifications/announcements`: newest first, in keyset pages. */
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

const readPosition = positionReader();

/** Lists announcements. */
export const adminListAnnouncements: Route<"adminListAnnouncements"> = async (c, { query }) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const found = await c.var.deps.announcements.list(after.value, query.limit + 1);
  return reply(
    200,
    keysetPage(found, query.limit, (last) => writeCursor(positionText(last))),
  );
};
