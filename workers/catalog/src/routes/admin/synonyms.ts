/** `/api/admin/catalog/synonyms`. */
import { SynonymCreate, SynonymPatch } from "@edgemart/contracts/catalog-synonyms";
import { SynonymId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import { z } from "zod";
import { adminOf } from "../../deps.ts";
import { changeSynonym, createSynonym, removeSynonym } from "../../verbs/write-synonym.ts";
import { factory } from "./admin-env.ts";
import { BODY_BYTES_MAX, sendGone, sendVersioned, writeOf } from "./write.ts";

const Params = z.object({ id: SynonymId });

export const listSynonyms = factory.createHandlers(async (c) =>
  c.json({ items: await adminOf(c.var.config).synonyms.list() }),
);

export const postSynonym = factory.createHandlers(
  strictJson(BODY_BYTES_MAX),
  validJson(SynonymCreate),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    return sendVersioned(c, await createSynonym(adminOf(c.var.config), input, write.value), 201);
  },
);

export const patchSynonym = factory.createHandlers(
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(SynonymPatch),
  async (c) => {
    const patch = c.req.valid("json");
    const write = writeOf(c, patch, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { id } = c.req.valid("param");
    const changed = await changeSynonym(adminOf(c.var.config), id, patch, write.value);
    return sendVersioned(c, changed, 200);
  },
);

export const deleteSynonym = factory.createHandlers(validParam(Params), async (c) => {
  const write = writeOf(c, null, "versioned");
  if (!write.ok) return problem(c, write.error);
  const { id } = c.req.valid("param");
  return sendGone(c, await removeSynonym(adminOf(c.var.config), id, write.value));
});
