/** `GET /api/notifications/unsubscribe/:token`: leads to the page that asks; following a link refuses nothing. @see specs/notifications.md 27 */
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** Answers 303; the shop's front door chooses the language of the browser. */
export const openUnsubscribe: Route<"openUnsubscribe"> = (c, { params }) => {
  const to = new URL("/unsubscribe", c.var.deps.settings.shopOrigin);
  to.searchParams.set("token", params.token);
  return reply(303, null, { location: to.href, "referrer-policy": "no-referrer" });
};
