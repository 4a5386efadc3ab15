/** `POST /api/account/email/verify`: has the present address confirmed. */
import { webConfig } from "#config.ts";
import { verifyOwnEmail } from "#domains/account/email/change-own-email.ts";

export function POST(request: Request): Promise<Response> {
  return verifyOwnEmail(request, webConfig());
}
