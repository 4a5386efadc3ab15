/** `/api/admin/catalog/categories`. */
import { CategoryCreate, CategoryPatch } from "@edgemart/contracts/catalog-admin";
import { CategoryId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import { changeCategory, createCategory, removeCategory } from "../../verbs/write-category.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendGone, sendVersioned, writeOf } from "./write.ts";

const Params = z.object({ id: CategoryId });

export const listCategories = factory.createHandlers(async (c) =>
  c.json({ items: await adminOf(c.var.config).categories.list() }),
);

export const postCategory = factory.createHandlers(
  strictJson(BODY_BYTES_MAX),
  validJson(CategoryCreate),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    return sendVersioned(c, await createCategory(adminOf(c.var.config), input, write.value), 201);
  },
);

export const patchCategory = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(CategoryPatch),
  async (c) => {
    const patch = c.req.valid("json");
    const write = writeOf(c, patch, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { id } = c.req.valid("param");
    const changed = await changeCategory(adminOf(c.var.config), id, patch, write.value);
    return sendVersioned(c, changed, 200);
  },
);

export const deleteCategory = factory.createHandlers(validParam(Params), async (c) => {
  const write = writeOf(c, null, "versioned");
  if (!write.ok) return problem(c, write.error);
  const { id } = c.req.valid("param");
  const removed = await removeCategory(adminOf(c.var.config), id, write.value);
  return sendGone(c, removed);
});
