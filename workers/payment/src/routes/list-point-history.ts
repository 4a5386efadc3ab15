/** `GET /api/points/history`: the member's own movements, newest first, in keyset pages. */
import { reply } from "@edgemart/worker-kit/reply";
import { linePage } from "./line-page.ts";
import type { Route } from "./route.ts";

export const listPointHistory: Route<"listPointHistory"> = async (c, { query }) => {
  const { pointReads } = c.var.deps;
  const page = await linePage(c.var.identity.memberId, query, pointReads.history);
  return page.ok ? reply(200, page.value) : page;
};
