/** `GET /api/admin/events`: drafts too, the newest first. */
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { adminEvent } from "../core/views.ts";
import type { Route } from "./route.ts";

const readPosition = positionReader();

/** Lists events for staff. */
export const adminListEvents: Route<"adminListEvents"> = async (c, { query }) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const found = await c.var.deps.admin.list(after.value, query.limit + 1);
  const page = keysetPage(found, query.limit, ({ created_at: createdAt, id }) =>
    writeCursor(positionText({ createdAt, id })),
  );
  const now = Date.now();
  return reply(200, { ...page, items: page.items.map((row) => adminEvent(row, now)) });
};
