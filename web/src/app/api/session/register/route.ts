/** `POST /api/session/register`: the form that opens an account. */
import { webConfig } from "../../../../config.ts";
import { signUp } from "../../../../domains/account/sign-up.ts";

export function POST(request: Request): Promise<Response> {
  return signUp(request, webConfig());
}
