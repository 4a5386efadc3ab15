/** `POST /api/admin/events/{id}/cancel`. */
import { written } from "@edgemart/worker-kit/reply";
import { cancelEvent } from "../verbs/write-event.ts";
import type { Route } from "./route.ts";

/** Cancels an event. */
export const adminCancelEvent: Route<"adminCancelEvent"> = async (c, { params, body, write }) =>
  written(200, await cancelEvent(c.var.deps, params.id, body, write));
