/** `POST /api/orders/claim`. */
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { reply } from "@edgemart/worker-kit/reply";
import { orderCard } from "../core/order-card.ts";
import { type Route, refuse } from "./route.ts";

/** Makes guests' orders the member's, all of them or none. One that is the member's already is no error. */
export const claimOrders: Route<typeof orderGroups.own.claimOrders> = async (c, { body }) => {
  const { reads, tokens } = c.var.deps;
  const { memberId } = c.var.identity;
  const wanted = new Map(body.orders.map(({ id, token }) => [id, token]));
  const ids = [...wanted.keys()];
  const found = await reads.findAll(ids);
  const proven = await Promise.all(
    found.map(async ({ id, accessGen, memberId: owner }) => {
      if (owner !== null) return owner === memberId;
      return tokens.matches(wanted.get(id) ?? "", id, accessGen);
    }),
  );
  if (found.length < ids.length || proven.includes(false)) return refuse(c, { code: "not_found" });
  const theirs = found.filter((order) => order.memberId === null);
  await reads.claim(
    memberId,
    theirs.map(({ id, accessGen }) => ({ id, accessGen })),
  );
  const now = await reads.findAll(ids);
  // Two members who claim at the same moment: it is one's, and not there for the other.
  if (now.some((order) => order.memberId !== memberId)) return refuse(c, { code: "not_found" });
  return reply(200, { items: now.map(orderCard) });
};
