/** `GET /api/events/{event}`. */
import { err } from "@edgemart/contracts/result";
import { tagged } from "@edgemart/worker-kit/reply";
import { publicEvent } from "../core/views.ts";
import type { Route } from "./route.ts";

/** Gives an announced event. */
export const getEvent: Route<"getEvent"> = async (c, { params }) => {
  const row = await c.var.deps.reads.find(params.event);
  return row ? tagged(publicEvent(row, Date.now())) : err("not_found");
};
