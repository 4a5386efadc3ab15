/** `GET /api/admin/catalog/stock/:sku`: the level and its movements in keyset pages, newest first. */
import { err } from "@edgemart/contracts/result";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import { serialPlace } from "../core/list-place.ts";
import type { Route } from "./route.ts";

export const adminGetStock: Route<"adminGetStock"> = async (c, { params, query }) => {
  const { cursor, limit } = query;
  const before = readCursor(cursor, serialPlace);
  if (!before.ok) return before;
  const found = await c.var.deps.stock.history(params.sku, limit + 1, before.value);
  if (!found) return err("not_found");
  const page = keysetPage(found.items, limit, ({ id }) => writeCursor(id));
  return reply(200, { stock: found.stock, ...page });
};
