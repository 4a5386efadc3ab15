/** `GET /api/admin/payments`: payments of everyone, newest first, in keyset pages. */

import { PaymentId } from "@edgemart/contracts/ids";
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

const readPosition = positionReader(PaymentId);

/** Answers it. */
export const adminListPayments: Route<"adminListPayments"> = async (c, { query }) => {
  const { limit, cursor, ...filters } = query;
  const after = readCursor(cursor, readPosition);
  if (!after.ok) return after;
  const found = await c.var.deps.officeReads.list(filters, after.value, limit + 1);
  return reply(
    200,
    keysetPage(found, limit, (last) => writeCursor(positionText(last))),
  );
};
