/** The caller's own reservation; another's is not there. */
import type { Context } from "hono";
import type { ReservationRow } from "../core/reservation-view.ts";
import type { ReservationAppEnv } from "./route.ts";

/** Finds it. */
export async function ownReservation(
  c: Context<ReservationAppEnv>,
  id: string,
): Promise<ReservationRow | null> {
  const row = await c.var.deps.sale.find(id);
  return row?.member_id === c.var.identity.memberId ? row : null;
}
