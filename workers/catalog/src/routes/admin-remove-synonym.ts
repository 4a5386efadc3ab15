/** `DELETE /api/admin/catalog/synonyms/:id`, under its version. */
import { removed } from "@edgemart/worker-kit/reply";
import { removeSynonym } from "../verbs/write-synonym.ts";
import type { Route } from "./route.ts";

export const adminRemoveSynonym: Route<"adminRemoveSynonym"> = async (c, { params, write }) =>
  removed(await removeSynonym(c.var.deps, params.id, write));
