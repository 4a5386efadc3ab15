/** `POST /api/session/email/undo`: the form behind a link that takes an address back. */
import { webConfig } from "#config.ts";
import { takeAddressBack } from "#domains/account/entry/use-email-link.ts";

export function POST(request: Request): Promise<Response> {
  return takeAddressBack(request, webConfig());
}
