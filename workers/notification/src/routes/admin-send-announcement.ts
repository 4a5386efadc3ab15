/** `POST /api/notifications`. */
import { callContext } from "@edgemart/worker-kit/call";
import { reply } from "@edgemart/worker-kit/reply";
import { sendAnnouncement } from "../verbs/announce.ts";
import type { Route } from "./route.ts";

/** Longest wait for the count of members, in milliseconds. */
const ASK_MS = 5_000;

/** Announces something to members. */
export const adminSendAnnouncement: Route<"adminSendAnnouncement"> = async (c, { body, write }) => {
  const made = await sendAnnouncement(c.var.deps, body, write, callContext(c, ASK_MS));
  return made.ok ? reply(202, made.value) : made;
};
