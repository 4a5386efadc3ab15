/** `GET /api/events`: those to come by their start, or those that are over. */
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { tagged } from "@edgemart/worker-kit/reply";
import { eventCard } from "../core/views.ts";
import type { Route } from "./route.ts";

const readPosition = positionReader();

/** Lists announced events. */
export const listEvents: Route<"listEvents"> = async (c, { query }) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const found = await c.var.deps.reads.list(query.when, after.value, query.limit + 1);
  const page = keysetPage(found, query.limit, ({ starts_at: createdAt, id }) =>
    writeCursor(positionText({ createdAt, id })),
  );
  const now = Date.now();
  return tagged({ ...page, items: page.items.map((row) => eventCard(row, now)) });
};
