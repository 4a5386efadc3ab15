/** `PUT /api/admin/seats/{event}`. */
import { written } from "@edgemart/worker-kit/reply";
import { putLayout } from "../verbs/write-layout.ts";
import { callOf, type Route } from "./route.ts";

/** Writes the plan anew. */
export const adminPutLayout: Route<"adminPutLayout"> = async (c, { params, body, write }) =>
  written(200, await putLayout(c.var.deps, params.event, body, write, callOf(c)));
