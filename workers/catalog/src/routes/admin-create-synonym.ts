/** `POST /api/admin/catalog/synonyms`. */
import { written } from "@edgemart/worker-kit/reply";
import { createSynonym } from "../verbs/write-synonym.ts";
import type { Route } from "./route.ts";

export const adminCreateSynonym: Route<"adminCreateSynonym"> = async (c, { body, write }) =>
  written(201, await createSynonym(c.var.deps, body, write));
