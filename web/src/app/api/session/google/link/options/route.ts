/** `POST /api/session/google/link/options`: a challenge to the passkeys of the account that has the address. */
import { webConfig } from "#config.ts";
import { linkOptions } from "#domains/account/google/connect-google.ts";

export function POST(request: Request): Promise<Response> {
  return linkOptions(request, webConfig());
}
