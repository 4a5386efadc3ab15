/** `POST /api/account/confirm`: the form that asks for the password once more. */
import { webConfig } from "#config.ts";
import { confirmIdentity } from "#domains/account/confirm-identity.ts";

export function POST(request: Request): Promise<Response> {
  return confirmIdentity(request, webConfig());
}
