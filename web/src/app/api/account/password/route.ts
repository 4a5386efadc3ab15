/** `POST /api/account/password`: the password form. */
import { webConfig } from "#config.ts";
import { changeOwnPassword } from "#domains/account/password/change-own-password.ts";

export function POST(request: Request): Promise<Response> {
  return changeOwnPassword(request, webConfig());
}
