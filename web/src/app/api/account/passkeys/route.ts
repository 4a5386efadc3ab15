/** `POST /api/account/passkeys`: the forms of the list of passkeys. */
import { webConfig } from "#config.ts";
import { changePasskeys } from "#domains/account/passkeys/change-passkeys.ts";

export function POST(request: Request): Promise<Response> {
  return changePasskeys(request, webConfig());
}
