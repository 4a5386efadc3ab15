/** `GET /api/admin/catalog/products`: products of every state in keyset pages, newest first. */
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { productPlace } from "../core/list-place.ts";
import type { Route } from "./route.ts";

export const adminListProducts: Route<"adminListProducts"> = async (c, { query }) => {
  const { cursor, limit, ...filter } = query;
  const after = readCursor(cursor, productPlace);
  if (!after.ok) return after;
  const found = await c.var.deps.products.list({ ...filter, limit: limit + 1 }, after.value);
  return reply(
    200,
    keysetPage(found, limit, ({ id }) => writeCursor(id)),
  );
};
