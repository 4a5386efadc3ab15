/** `/api/admin/catalog/collections`. */
import { CollectionCreate, CollectionPatch } from "@edgemart/contracts/catalog-structure";
import { CollectionId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import {
  changeCollection,
  createCollection,
  removeCollection,
} from "../../verbs/write-collection.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendGone, sendVersioned, writeOf } from "./write.ts";

const Params = z.object({ id: CollectionId });

export const listCollections = factory.createHandlers(async (c) =>
  c.json({ items: await adminOf(c.var.config).collections.list() }),
);

export const readCollection = factory.createHandlers(validParam(Params), async (c) => {
  const found = await adminOf(c.var.config).collections.find(c.req.valid("param").id);
  if (!found) return problem(c, { code: "not_found" });
  return sendVersioned(c, { ok: true, value: found }, 200);
});

export const postCollection = factory.createHandlers(
  strictJson(BODY_BYTES_MAX),
  validJson(CollectionCreate),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    const made = await createCollection(adminOf(c.var.config), input, write.value);
    return sendVersioned(c, made, 201, ({ id }) => `/api/admin/catalog/collections/${id}`);
  },
);

export const patchCollection = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(CollectionPatch),
  async (c) => {
    const patch = c.req.valid("json");
    const write = writeOf(c, patch, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { id } = c.req.valid("param");
    const changed = await changeCollection(adminOf(c.var.config), id, patch, write.value);
    return sendVersioned(c, changed, 200);
  },
);

export const deleteCollection = factory.createHandlers(validParam(Params), async (c) => {
  const write = writeOf(c, null, "versioned");
  if (!write.ok) return problem(c, write.error);
  const { id } = c.req.valid("param");
  return sendGone(c, await removeCollection(adminOf(c.var.config), id, write.value));
});
