/** `PATCH /api/admin/events/{id}`. */
import { written } from "@edgemart/worker-kit/reply";
import { changeEvent } from "../verbs/write-event.ts";
import type { Route } from "./route.ts";

/** Changes an event. */
export const adminChangeEvent: Route<"adminChangeEvent"> = async (c, { params, body, write }) =>
  written(200, await changeEvent(c.var.deps, params.id, body, write));
