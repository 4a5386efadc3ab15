/** `POST /api/session/code/options`: what a browser finishes a sign-in by. */
import { webConfig } from "#config.ts";
import { finishOptions } from "#domains/account/entry/finish-sign-in.ts";

export function POST(request: Request): Promise<Response> {
  return finishOptions(request, webConfig());
}
