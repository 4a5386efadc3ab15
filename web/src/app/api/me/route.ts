/** `GET /api/me`: who the browser is signed in as. */
import { webConfig } from "#config.ts";
import { answerMe } from "#domains/account/me.ts";

export function GET(request: Request): Promise<Response> {
  return answerMe(request, webConfig());
}
