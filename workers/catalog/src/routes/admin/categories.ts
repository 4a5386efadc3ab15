/** `/api/admin/catalog/categories`, `…/brands` and `…/attributes`. */
import { BrandInput, CategoryCreate, CategoryPatch } from "@edgemart/contracts/catalog-admin";
import { CategoryId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import {
  changeCategory,
  createBrand,
  createCategory,
  removeCategory,
} from "../../verbs/write-category.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendVersioned, writeOf } from "./write.ts";

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
  return removed.ok ? c.body(null, 204) : problem(c, removed.error);
});

export const listBrands = factory.createHandlers(async (c) =>
  c.json({ items: await adminOf(c.var.config).categories.brands() }),
);

export const postBrand = factory.createHandlers(
  strictJson(BODY_BYTES_MAX),
  validJson(BrandInput),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    const made = await createBrand(adminOf(c.var.config), input, write.value);
    return made.ok ? c.json(made.value, 201) : problem(c, made.error);
  },
);

export const listAttributes = factory.createHandlers(async (c) =>
  c.json({ items: await adminOf(c.var.config).categories.attributes() }),
);
