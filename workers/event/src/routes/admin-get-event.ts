/** `GET /api/admin/events/{id}`. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import { adminEvent } from "../core/views.ts";
import type { Route } from "./route.ts";

/** Gives an event to staff. */
export const adminGetEvent: Route<"adminGetEvent"> = async (c, { params }) => {
  const row = await c.var.deps.admin.find(params.id);
  return row ? versioned(200, adminEvent(row, Date.now())) : err("not_found");
};
