/** `DELETE /api/seats/holds/{hold}`. */
import { removed } from "@edgemart/worker-kit/reply";
import { releaseSeats as release } from "../verbs/release-seats.ts";
import type { Route } from "./route.ts";

/** Gives held seats back. */
export const releaseSeats: Route<"releaseSeats"> = async (c, { params, query }) => {
  const { memberId: member } = c.var.identity;
  return removed(await release(c.var.deps, { eventId: query.event, hold: params.hold, member }));
};
