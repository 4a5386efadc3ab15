/** `POST /api/account/email`: the form for another address. */
import { webConfig } from "#config.ts";
import { changeOwnEmail } from "#domains/account/email/change-own-email.ts";

export function POST(request: Request): Promise<Response> {
  return changeOwnEmail(request, webConfig());
}
