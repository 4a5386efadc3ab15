/** `POST /api/notifications/announcements/test`. */
import { reply } from "@edgemart/worker-kit/reply";
import { testAnnouncement } from "../verbs/announce.ts";
import type { Route } from "./route.ts";

/** Sends an announcement to its writer alone. */
export const adminTestAnnouncement: Route<"adminTestAnnouncement"> = async (c, { body, write }) => {
  const made = await testAnnouncement(c.var.deps, body, write);
  return made.ok ? reply(202, made.value) : made;
};
