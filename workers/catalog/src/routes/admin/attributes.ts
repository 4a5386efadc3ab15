/** `/api/admin/catalog/attributes`. */

import { Key } from "@edgemart/contracts/catalog-admin";
import { AttributeCreate, AttributePatch } from "@edgemart/contracts/catalog-structure";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import { changeAttribute, createAttribute, removeAttribute } from "../../verbs/write-attribute.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendGone, sendVersioned, writeOf } from "./write.ts";

const Params = z.object({ key: Key });

export const listAttributes = factory.createHandlers(async (c) =>
  c.json({ items: await adminOf(c.var.config).attributes.list() }),
);

export const postAttribute = factory.createHandlers(
  strictJson(BODY_BYTES_MAX),
  validJson(AttributeCreate),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    return sendVersioned(c, await createAttribute(adminOf(c.var.config), input, write.value), 201);
  },
);

export const patchAttribute = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(AttributePatch),
  async (c) => {
    const patch = c.req.valid("json");
    const write = writeOf(c, patch, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { key } = c.req.valid("param");
    const changed = await changeAttribute(adminOf(c.var.config), key, patch, write.value);
    return sendVersioned(c, changed, 200);
  },
);

export const deleteAttribute = factory.createHandlers(validParam(Params), async (c) => {
  const write = writeOf(c, null, "versioned");
  if (!write.ok) return problem(c, write.error);
  const { key } = c.req.valid("param");
  return sendGone(c, await removeAttribute(adminOf(c.var.config), key, write.value));
});
