/** `GET /api/reservations`: the caller's, the newest first. */
import { reply } from "@edgemart/worker-kit/reply";
import { reservationView } from "../core/reservation-view.ts";
import type { Route } from "./route.ts";

const LIST_MAX = 100;

/** Lists the caller's reservations. */
export const listReservations: Route<"listReservations"> = async (c) => {
  const rows = await c.var.deps.sale.ofMember(c.var.identity.memberId, LIST_MAX);
  const now = Date.now();
  return reply(200, { items: rows.map((row) => reservationView(row, now)) });
};
