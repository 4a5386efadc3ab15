/** `GET /api/members/security-events`: what was done to accounts, for administrators, newest first. */
import { keysetPage } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const listSecurityEvents: Route<"listSecurityEvents"> = async (c, { query }) => {
  const { cursor, limit, member } = query;
  const asked = { memberId: member ?? null, before: cursor ?? null, limit: limit + 1 };
  return reply(
    200,
    keysetPage(await c.var.deps.securityLog.list(asked), limit, ({ id }) => id),
  );
};
