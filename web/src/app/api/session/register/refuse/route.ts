/** `POST /api/session/register/refuse`: "this was not me" behind the link of a registration. */
import { webConfig } from "#config.ts";
import { refuse } from "#domains/account/entry/finish-registration.ts";

export function POST(request: Request): Promise<Response> {
  return refuse(request, webConfig());
}
