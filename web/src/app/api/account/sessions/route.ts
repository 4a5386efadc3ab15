/** `POST /api/account/sessions`: the buttons of the list of sessions. */
import { webConfig } from "#config.ts";
import { endOwnSessions } from "#domains/account/sessions/end-own-sessions.ts";

export function POST(request: Request): Promise<Response> {
  return endOwnSessions(request, webConfig());
}
