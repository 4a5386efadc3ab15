/** `POST /api/session/email`: the form behind a link to an address. */
import { webConfig } from "#config.ts";
import { confirmAddress } from "#domains/account/entry/use-email-link.ts";

export function POST(request: Request): Promise<Response> {
  return confirmAddress(request, webConfig());
}
