/** `GET /api/payments`: the member's own, newest first, in keyset pages. */

import { PaymentId } from "@edgemart/contracts/ids";
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

const readPosition = positionReader(PaymentId);

export const listPayments: Route<"listPayments"> = async (c, { query }) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const { memberId } = c.var.identity;
  const found = await c.var.deps.reads.list(memberId, after.value, query.limit + 1);
  return reply(
    200,
    keysetPage(found, query.limit, (last) => writeCursor(positionText(last))),
  );
};
