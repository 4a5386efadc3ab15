/** `POST /api/notifications/announcements/{id}/stop`. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Stops an announcement. */
export const adminStopAnnouncement: Route<"adminStopAnnouncement"> = async (
  c,
  { params, write },
) => {
  const { announcements } = c.var.deps;
  const before = await announcements.recall(write.key);
  if (before && !before.sameInput) return err("idempotency_key_reused");
  const isThere = before !== null || (await announcements.stop(params.id, write));
  const found = isThere ? await announcements.find(params.id) : null;
  return found ? reply(200, found) : err("not_found");
};
