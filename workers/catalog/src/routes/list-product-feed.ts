/** `GET /api/product-feed`: every product in keyset pages, for machines. */
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { tagged } from "@edgemart/worker-kit/reply";
import { productPlace } from "../core/list-place.ts";
import type { Route } from "./route.ts";

export const listProductFeed: Route<"listProductFeed"> = async (c, { query }) => {
  const after = readCursor(query.cursor, productPlace);
  if (!after.ok) return after;
  const found = await c.var.deps.catalog.feed(after.value, query.limit + 1);
  return tagged(keysetPage(found, query.limit, ({ id }) => writeCursor(id)));
};
