/** `GET /api/admin/orders`: newest first, in keyset pages. */

import { OrderId } from "@edgemart/contracts/ids";
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { adminOrderCard } from "../core/admin-order-view.ts";
import type { Route } from "./route.ts";

const readPosition = positionReader(OrderId);

/** Lists orders for staff. */
export const adminListOrders: Route<
  typeof orderAdministrationGroups.orderRecords.adminListOrders
> = async (c, { query }) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const found = await c.var.deps.adminReads.list(query, after.value, query.limit + 1);
  const page = keysetPage(found, query.limit, ({ placedAt: createdAt, id }) =>
    writeCursor(positionText({ createdAt, id })),
  );
  return reply(200, { ...page, items: page.items.map(adminOrderCard) });
};
