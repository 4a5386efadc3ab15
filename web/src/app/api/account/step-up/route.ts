/** `POST /api/account/step-up`: the form that asks a signed-in administrator for a second factor. */
import { webConfig } from "#config.ts";
import { stepUp } from "#domains/account/step-up.ts";

export function POST(request: Request): Promise<Response> {
  return stepUp(request, webConfig());
}
