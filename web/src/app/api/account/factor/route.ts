/** `POST /api/account/factor`: the forms of a member's second factor. */
import { webConfig } from "#config.ts";
import { changeFactor } from "#domains/account/factor/change-factor.ts";

export function POST(request: Request): Promise<Response> {
  return changeFactor(request, webConfig());
}
