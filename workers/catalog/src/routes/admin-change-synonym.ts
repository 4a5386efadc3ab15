/** `PATCH /api/admin/catalog/synonyms/:id`, under its version. */
import { written } from "@edgemart/worker-kit/reply";
import { changeSynonym } from "../verbs/write-synonym.ts";
import type { Route } from "./route.ts";

export const adminChangeSynonym: Route<"adminChangeSynonym"> = async (c, { body, params, write }) =>
  written(200, await changeSynonym(c.var.deps, params.id, body, write));
