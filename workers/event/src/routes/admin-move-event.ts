/** `POST /api/admin/events/{id}/move`. */
import { written } from "@edgemart/worker-kit/reply";
import { moveEvent } from "../verbs/write-event.ts";
import type { Route } from "./route.ts";

/** Moves or postpones an event. */
export const adminMoveEvent: Route<"adminMoveEvent"> = async (c, { params, body, write }) =>
  written(200, await moveEvent(c.var.deps, params.id, body, write));
