/** `GET /api/members/security-events`: what was done to accounts, for administrators, newest first. */
import { SecurityEventQuery } from "@edgemart/contracts/security-event";
import { requireAdminToken, requireIdentity } from "@edgemart/worker-kit/require-identity";
import { validQuery } from "@edgemart/worker-kit/validate";
import { depsOf } from "../deps.ts";
import { factory } from "./member-env.ts";

export const listSecurityEvents = factory.createHandlers(
  requireIdentity,
  requireAdminToken,
  validQuery(SecurityEventQuery),
  async (c) => {
    const { cursor, limit, member } = c.req.valid("query");
    const found = await depsOf(c.var.config).securityLog.list({
      memberId: member ?? null,
      before: cursor ?? null,
      limit: limit + 1, // one more tells whether there is a next page
    });
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    return c.json({ items, nextCursor });
  },
);
