/** `GET /api/members/dead-messages`: newest first, in keyset pages. */
import { readDeadPlace } from "@edgemart/contracts/dead-messages";
import { positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Lists messages of member's queue that could not be handled. */
export const adminListMemberDeadMessages: Route<"adminListMemberDeadMessages"> = async (
  c,
  { query },
) => {
  const after = readCursor(query.cursor, readDeadPlace);
  if (!after.ok) return after;
  const { deadMessages } = c.var.deps;
  const found = await deadMessages.list(query.settled === "yes", after.value, query.limit + 1);
  return reply(
    200,
    keysetPage(found, query.limit, (last) => writeCursor(positionText(last))),
  );
};
