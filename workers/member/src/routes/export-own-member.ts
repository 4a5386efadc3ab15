/** `GET /api/members/me/export`: everything kept about the signed-in member, after a recent proof of the password. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import { signInWaysOf } from "../core/sign-in-ways.ts";
import type { Route } from "./route.ts";

export const exportOwnMember: Route<"exportOwnMember"> = async (c) => {
  const { memberId } = c.var.identity;
  const viewer = { memberId, seesAll: false };
  const { accounts, addresses, carts, factors, identities, members, passkeys } = c.var.deps;
  const [member, places, cart, securityEvents, consents, linked, keys, factor] = await Promise.all([
    members.find(memberId, viewer),
    addresses.list(memberId, viewer),
    carts.read(memberId),
    accounts.securityEvents(memberId),
    accounts.consents(memberId),
    identities.listOf(memberId),
    passkeys.listOf(memberId),
    factors.find(memberId),
  ]);
  if (!member || !places || !factor) return err("not_found");
  const all = {
    exportedAt: new Date().toISOString(),
    member,
    addresses: places,
    cart: cart.items,
    securityEvents,
    consents,
    signInWays: signInWaysOf(linked, keys, factor),
  };
  const disposition = 'attachment; filename="edgemart-export.json"';
  return reply(200, all, { "content-disposition": disposition });
};
