/** `POST /api/session/logout`: the sign-out button. */
import { webConfig } from "../../../../config.ts";
import { signOut } from "../../../../domains/account/sign-out.ts";

export function POST(request: Request): Promise<Response> {
  return signOut(request, webConfig());
}
