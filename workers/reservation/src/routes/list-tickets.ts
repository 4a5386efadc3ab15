/** `GET /api/tickets`: the caller's, the newest first. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

const LIST_MAX = 200;

/** Lists the caller's tickets. */
export const listTickets: Route<"listTickets"> = async (c) =>
  reply(200, { items: await c.var.deps.sale.ticketsOf(c.var.identity.memberId, LIST_MAX) });
