/** `GET /api/admin/seats/{event}`. */
import { versioned } from "@edgemart/worker-kit/reply";
import { adminLayout } from "../verbs/write-layout.ts";
import type { Route } from "./route.ts";

/** Gives the newest plan; of version 1 where there is none. */
export const adminGetLayout: Route<"adminGetLayout"> = async (c, { params: { event } }) =>
  versioned(200, adminLayout(event, await c.var.deps.layouts.current(event)));
