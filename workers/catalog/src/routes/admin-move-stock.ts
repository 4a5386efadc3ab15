/** `POST /api/admin/catalog/stock/:sku/movements`. */
import { reply } from "@edgemart/worker-kit/reply";
import { moveStock } from "../verbs/move-stock.ts";
import type { Route } from "./route.ts";

export const adminMoveStock: Route<"adminMoveStock"> = async (c, { body, params, write }) => {
  const moved = await moveStock(c.var.deps, params.sku, body, write);
  if (!moved.ok) return moved;
  c.set("isUnseen", !moved.value.isShown);
  return reply(201, moved.value.moved);
};
