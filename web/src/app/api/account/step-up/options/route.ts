/** `POST /api/account/step-up/options`: what a browser proves its administrator by a passkey with. */
import { webConfig } from "#config.ts";
import { proofOptions } from "#domains/account/passkeys/change-passkeys.ts";

export function POST(request: Request): Promise<Response> {
  return proofOptions(request, webConfig());
}
