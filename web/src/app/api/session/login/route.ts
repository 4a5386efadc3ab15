/** `POST /api/session/login`: the sign-in form. */
import { webConfig } from "../../../../config.ts";
import { signIn } from "../../../../domains/account/sign-in.ts";

export function POST(request: Request): Promise<Response> {
  return signIn(request, webConfig());
}
