/** `POST /api/session/passkey/options`: what a browser signs in by a passkey with. */
import { webConfig } from "#config.ts";
import { signInOptions } from "#domains/account/entry/sign-in-by-passkey.ts";

export function POST(request: Request): Promise<Response> {
  return signInOptions(request, webConfig());
}
