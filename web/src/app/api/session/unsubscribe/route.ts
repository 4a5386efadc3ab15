/** `POST /api/session/unsubscribe`: the button behind a mail's link to unsubscribe. */
import { webConfig } from "#config.ts";
import { unsubscribeByLink } from "#domains/notifications/unsubscribe-by-link.ts";

export function POST(request: Request): Promise<Response> {
  return unsubscribeByLink(request, webConfig());
}
