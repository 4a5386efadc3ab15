/** `POST /api/session/google/claim`: has a link mailed to the account that has the address. */
import { webConfig } from "#config.ts";
import { askForClaim } from "#domains/account/google/claim-account.ts";

export function POST(request: Request): Promise<Response> {
  return askForClaim(request, webConfig());
}
