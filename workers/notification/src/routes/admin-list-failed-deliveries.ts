/** `GET /api/notifications/deliveries`: newest first, in keyset pages; never whom a message was for. */

import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

const readPosition = positionReader();

/** Lists messages that failed. */
export const adminListFailedDeliveries: Route<"adminListFailedDeliveries"> = async (
  c,
  { query },
) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const { deliveries } = c.var.deps.office;
  const found = await deliveries.list(query.ignored === "yes", after.value, query.limit + 1);
  return reply(
    200,
    keysetPage(found, query.limit, (last) => writeCursor(positionText(last))),
  );
};
