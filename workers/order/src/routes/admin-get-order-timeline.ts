/** `GET /api/admin/orders/{id}/timeline`. */
import type { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { err } from "@edgemart/contracts/result";
import { callContext } from "@edgemart/worker-kit/call";
import { reply } from "@edgemart/worker-kit/reply";
import { readTimeline } from "../verbs/read-timeline.ts";
import type { Route } from "./route.ts";

/** Each Worker has 3 s of it; the gateway's row waits 5. */
const TIMELINE_MS = 3_000;

/** Shows all that happened to an order, oldest first. */
export const adminGetOrderTimeline: Route<
  typeof orderAdministrationGroups.orderTimeline.adminGetOrderTimeline
> = async (c, { params }) => {
  const read = await readTimeline(c.var.deps, params.id, callContext(c, TIMELINE_MS));
  return read ? reply(200, { orderId: params.id, ...read }) : err("not_found");
};
