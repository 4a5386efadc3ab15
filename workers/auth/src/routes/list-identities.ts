/** `GET /api/auth/identities`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Lists the caller's linked accounts. */
export const listIdentities: Route<"listIdentities"> = async (c) => {
  const { caller, deps, identity } = c.var;
  return reply(200, { items: await deps.members.identitiesOf(identity.memberId, caller.call) });
};
