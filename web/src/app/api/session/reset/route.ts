/** `POST /api/session/reset`: the form behind a one-time password link. */
import { webConfig } from "#config.ts";
import { setPassword } from "#domains/account/entry/set-password.ts";

export function POST(request: Request): Promise<Response> {
  return setPassword(request, webConfig());
}
