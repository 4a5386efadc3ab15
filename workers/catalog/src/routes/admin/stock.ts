/** `/api/admin/catalog/stock/:sku`: the level, its history, and movements. */
import { Sku, StockMovementInput } from "@edgemart/contracts/catalog-admin";
import { PageLimit } from "@edgemart/contracts/page";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam, validQuery } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import { moveStock } from "../../verbs/move-stock.ts";
import { cursorOf, pageOf } from "../cursor.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, writeOf } from "./write.ts";

const Params = z.object({ sku: Sku });
const Query = z.object({ limit: PageLimit, cursor: cursorOf(/^[1-9]\d{0,14}$/) });

export const readStock = factory.createHandlers(
  validParam(Params),
  validQuery(Query),
  async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const { stock } = adminOf(c.var.config);
    const before = cursor === null ? null : Number(cursor);
    const found = await stock.history(c.req.valid("param").sku, limit + 1, before);
    if (!found) return problem(c, { code: "not_found" });
    return c.json({ stock: found.stock, ...pageOf(found.items, limit) });
  },
);

export const postMovement = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(StockMovementInput),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    const { sku } = c.req.valid("param");
    const moved = await moveStock(adminOf(c.var.config), sku, input, write.value);
    if (!moved.ok) return problem(c, moved.error);
    c.set("isUnseen", !moved.value.isShown);
    return c.json(moved.value.moved, 201);
  },
);
