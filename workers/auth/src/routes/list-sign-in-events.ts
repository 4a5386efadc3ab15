/** `GET /api/auth/audit`: keyset pages for administrators, newest first. */
import { keysetPage } from "@edgemart/worker-kit/keyset";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Lists sign-ins and what was done about them. The cursor is the id of the last event. */
export const listSignInEvents: Route<"listSignInEvents"> = async (c, { query }) => {
  const { cursor, limit, member } = query;
  const asked = { memberId: member ?? null, before: cursor ?? null, limit: limit + 1 };
  return reply(
    200,
    keysetPage(await c.var.deps.auditStore.list(asked), limit, ({ id }) => id),
  );
};
