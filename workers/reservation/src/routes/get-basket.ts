/** `GET /api/seats/basket/{event}`: what the caller holds. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Gives the caller's basket. */
export const getBasket: Route<"getBasket"> = async (c, { params: { event } }) => {
  const { lines, until } = await c.var.deps.baskets.mine({
    eventId: event,
    member: c.var.identity.memberId,
  });
  return reply(200, {
    event,
    until: until === null ? null : new Date(until).toISOString(),
    holds: lines.map(({ hold, seats }) => ({ id: hold, seats })),
    now: new Date().toISOString(),
  });
};
