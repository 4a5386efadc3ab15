/** `GET /api/admin/points/members/:id`: a member's points; who never had any has an empty account. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const adminGetMemberPoints: Route<"adminGetMemberPoints"> = async (c, { params }) =>
  reply(200, await c.var.deps.pointReads.balance(params.id));
