/** `GET /api/admin/points/members/:id/ledger`: a member's movements with their lots, newest first. */
import { reply } from "@edgemart/worker-kit/reply";
import { linePage } from "./line-page.ts";
import type { Route } from "./route.ts";

export const adminListMemberLedger: Route<"adminListMemberLedger"> = async (
  c,
  { params, query },
) => {
  const page = await linePage(params.id, query, c.var.deps.pointReads.ledger);
  return page.ok ? reply(200, page.value) : page;
};
