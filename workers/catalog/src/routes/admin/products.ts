/** `/api/admin/catalog/products`: list, create, read, change, pictures. */
import {
  AdminProductQuery,
  MediaList,
  ProductCreate,
  ProductPatch,
} from "@edgemart/contracts/catalog-admin";
import { ProductId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam, validQuery } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import { changeProduct, createProduct, replaceMedia } from "../../verbs/write-product.ts";
import { cursorOf, pageOf } from "../cursor.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendVersioned, writeOf } from "./write.ts";

const Params = z.object({ id: ProductId });
const Query = AdminProductQuery.extend({
  cursor: cursorOf(/^prd_[0-9a-z]{26}$/),
});

export const listProducts = factory.createHandlers(validQuery(Query), async (c) => {
  const { cursor, limit, ...filter } = c.req.valid("query");
  const { products } = adminOf(c.var.config);
  return c.json(pageOf(await products.list({ ...filter, limit: limit + 1 }, cursor), limit));
});

export const readProduct = factory.createHandlers(validParam(Params), async (c) => {
  const found = await adminOf(c.var.config).products.find(c.req.valid("param").id);
  if (!found) return problem(c, { code: "not_found" });
  return sendVersioned(c, { ok: true, value: found }, 200);
});

export const postProduct = factory.createHandlers(
  strictJson(BODY_BYTES_MAX),
  validJson(ProductCreate),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    const made = await createProduct(adminOf(c.var.config), input, write.value);
    return sendVersioned(c, made, 201, ({ id }) => `/api/admin/catalog/products/${id}`);
  },
);

export const patchProduct = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(ProductPatch),
  async (c) => {
    const patch = c.req.valid("json");
    const write = writeOf(c, patch, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { id } = c.req.valid("param");
    return sendVersioned(
      c,
      await changeProduct(adminOf(c.var.config), id, patch, write.value),
      200,
    );
  },
);

export const putMedia = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(MediaList),
  async (c) => {
    const list = c.req.valid("json");
    const write = writeOf(c, list, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { id } = c.req.valid("param");
    return sendVersioned(c, await replaceMedia(adminOf(c.var.config), id, list, write.value), 200);
  },
);
