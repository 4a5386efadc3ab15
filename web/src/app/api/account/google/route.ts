/** `POST /api/account/google`: links or unlinks a Google account. */
import { webConfig } from "#config.ts";
import { changeGoogle } from "#domains/account/google/begin-google.ts";

export function POST(request: Request): Promise<Response> {
  return changeGoogle(request, webConfig());
}
