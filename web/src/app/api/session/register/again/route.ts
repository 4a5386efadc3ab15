/** `POST /api/session/register/again`: the form that has the mail of a registration sent once more. */
import { webConfig } from "#config.ts";
import { sendAgain } from "#domains/account/entry/finish-registration.ts";

export function POST(request: Request): Promise<Response> {
  return sendAgain(request, webConfig());
}
