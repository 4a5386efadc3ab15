/** `POST /api/admin/events`. */
import { versioned } from "@edgemart/worker-kit/reply";
import { createEvent } from "../verbs/write-event.ts";
import type { Route } from "./route.ts";

/** Makes a draft. */
export const adminCreateEvent: Route<"adminCreateEvent"> = async (c, { body, write }) => {
  const made = await createEvent(c.var.deps, body, write);
  if (!made.ok) return made;
  return versioned(201, made.value, { location: `/api/admin/events/${made.value.id}` });
};
