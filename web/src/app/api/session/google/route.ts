/** `POST /api/session/google`: the button that leads to Google. */
import { webConfig } from "#config.ts";
import { beginGoogle } from "#domains/account/google/begin-google.ts";

export function POST(request: Request): Promise<Response> {
  return beginGoogle(request, webConfig());
}
