/** `GET /api/notifications/dead-messages`: newest first, in keyset pages. */

import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

const readPosition = positionReader();

/** Lists messages that could not be handled. */
export const adminListNotificationDeadMessages: Route<"adminListNotificationDeadMessages"> = async (
  c,
  { query },
) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const { letters } = c.var.deps.office;
  const found = await letters.list(query.settled === "yes", after.value, query.limit + 1);
  return reply(
    200,
    keysetPage(found, query.limit, (last) => writeCursor(positionText(last))),
  );
};
