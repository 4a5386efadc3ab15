/** `POST /api/session/forgot`: the form that has a link to a new password mailed. */
import { webConfig } from "#config.ts";
import { askForReset } from "#domains/account/entry/ask-for-reset.ts";

export function POST(request: Request): Promise<Response> {
  return askForReset(request, webConfig());
}
