/** `POST /api/admin/events/{id}/publish`. */
import { written } from "@edgemart/worker-kit/reply";
import { publishEvent } from "../verbs/write-event.ts";
import type { Route } from "./route.ts";

/** Publishes a draft. */
export const adminPublishEvent: Route<"adminPublishEvent"> = async (c, { params, write }) =>
  written(200, await publishEvent(c.var.deps, params.id, write));
