/** `GET /api/seats/layout/{event}/{version}`. */
import { err } from "@edgemart/contracts/result";
import { tagged } from "@edgemart/worker-kit/reply";
import { planOf } from "../core/seat-plan.ts";
import type { Route } from "./route.ts";

/** Gives a version of the plan. */
export const getSeatPlan: Route<"getSeatPlan"> = async (c, { params: { event, version } }) => {
  const layout = await c.var.deps.layouts.version(event, version);
  return layout ? tagged(planOf(event, version, layout.body)) : err("not_found");
};
