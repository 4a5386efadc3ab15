/** `GET /api/notifications/push`. */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Lists the caller's browsers, and gives the key that a new one subscribes with. */
export const listPushDevices: Route<"listPushDevices"> = async (c) => {
  const { push, pushes } = c.var.deps;
  return reply(200, { ...push.current, items: await pushes.list(c.var.identity.memberId) });
};
