/** `GET /api/members/me/export`: everything kept about the signed-in member, after a recent proof of the password. */
import type { MemberExport } from "@edgemart/contracts/member";
import { problem } from "@edgemart/worker-kit/create-app";
import { requireFreshAuth, requireIdentity } from "@edgemart/worker-kit/require-identity";
import { depsOf } from "../deps.ts";
import { factory } from "./member-env.ts";

export const getExport = factory.createHandlers(requireIdentity, requireFreshAuth, async (c) => {
  const { memberId } = c.var.identity;
  const viewer = { memberId, seesAll: false };
  const { accounts, addresses, carts, members } = depsOf(c.var.config);
  const [member, places, cart, securityEvents, consents] = await Promise.all([
    members.find(memberId, viewer),
    addresses.list(memberId, viewer),
    carts.read(memberId),
    accounts.securityEvents(memberId),
    accounts.consents(memberId),
  ]);
  if (!member || !places) return problem(c, { code: "not_found" });
  c.header("content-disposition", 'attachment; filename="edgemart-export.json"');
  const all: MemberExport = {
    exportedAt: new Date().toISOString(),
    member,
    addresses: places,
    cart: cart.items,
    securityEvents,
    consents,
  };
  return c.json(all);
});
