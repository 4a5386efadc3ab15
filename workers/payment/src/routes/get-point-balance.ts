/** `GET /api/points/balance`: the member's own. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const getPointBalance: Route<"getPointBalance"> = async (c) =>
  reply(200, await c.var.deps.pointReads.balance(c.var.identity.memberId));
