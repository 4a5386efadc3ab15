/** `/api/admin/catalog/brands`. */

import { Slug } from "@edgemart/contracts/catalog";
import { BrandCreate, BrandPatch } from "@edgemart/contracts/catalog-structure";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import { createBrand, removeBrand, renameBrand } from "../../verbs/write-brand.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendGone, sendVersioned, writeOf } from "./write.ts";

const Params = z.object({ slug: Slug });

export const listBrands = factory.createHandlers(async (c) =>
  c.json({ items: await adminOf(c.var.config).brands.list() }),
);

export const postBrand = factory.createHandlers(
  strictJson(BODY_BYTES_MAX),
  validJson(BrandCreate),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    return sendVersioned(c, await createBrand(adminOf(c.var.config), input, write.value), 201);
  },
);

export const patchBrand = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(BrandPatch),
  async (c) => {
    const patch = c.req.valid("json");
    const write = writeOf(c, patch, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { slug } = c.req.valid("param");
    const changed = await renameBrand(adminOf(c.var.config), slug, patch, write.value);
    return sendVersioned(c, changed, 200);
  },
);

export const deleteBrand = factory.createHandlers(validParam(Params), async (c) => {
  const write = writeOf(c, null, "versioned");
  if (!write.ok) return problem(c, write.error);
  const { slug } = c.req.valid("param");
  return sendGone(c, await removeBrand(adminOf(c.var.config), slug, write.value));
});
