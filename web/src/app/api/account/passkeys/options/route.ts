/** `POST /api/account/passkeys/options`: what a browser makes a passkey with. */
import { webConfig } from "#config.ts";
import { passkeyOptions } from "#domains/account/passkeys/change-passkeys.ts";

export function POST(request: Request): Promise<Response> {
  return passkeyOptions(request, webConfig());
}
