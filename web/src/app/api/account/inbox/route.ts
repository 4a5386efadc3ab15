/** `POST /api/account/inbox`: the forms of a member's inbox. */
import { webConfig } from "#config.ts";
import { actOnInbox } from "#domains/notifications/act-on-inbox.ts";

export function POST(request: Request): Promise<Response> {
  return actOnInbox(request, webConfig());
}
