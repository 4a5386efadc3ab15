/** `GET /api/orders`: the member's own, newest first, in keyset pages. */

import { OrderId } from "@edgemart/contracts/ids";
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { positionReader, positionText } from "@edgemart/contracts/position";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { orderCard } from "../core/order-card.ts";
import type { Route } from "./route.ts";

const readPosition = positionReader(OrderId);

/** Lists a member's own orders. */
export const listOrders: Route<typeof orderGroups.own.listOrders> = async (c, { query }) => {
  const after = readCursor(query.cursor, readPosition);
  if (!after.ok) return after;
  const { status = null, from = null, to = null } = query;
  const filter = { memberId: c.var.identity.memberId, status, from, to };
  const found = await c.var.deps.reads.list(filter, after.value, query.limit + 1);
  const page = keysetPage(found, query.limit, ({ placedAt: createdAt, id }) =>
    writeCursor(positionText({ createdAt, id })),
  );
  return reply(200, { ...page, items: page.items.map(orderCard) });
};
