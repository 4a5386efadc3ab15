/** `POST /api/notifications/announcements/preview`. */
import { callContext } from "@edgemart/worker-kit/call";
import { reply } from "@edgemart/worker-kit/reply";
import { previewAnnouncement } from "../verbs/announce.ts";
import type { Route } from "./route.ts";

/** Longest wait for the count of members, in milliseconds. */
const ASK_MS = 5_000;

/** Shows an announcement before it is sent. */
export const adminPreviewAnnouncement: Route<"adminPreviewAnnouncement"> = async (c, { body }) => {
  const shown = await previewAnnouncement(c.var.deps, body, callContext(c, ASK_MS));
  return shown.ok ? reply(200, shown.value) : shown;
};
