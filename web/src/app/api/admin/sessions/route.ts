/** `POST /api/admin/sessions`: the button that logs everybody out. */
import { webConfig } from "../../../../config.ts";
import { logEverybodyOut } from "../../../../domains/admin/end-everyone.ts";

export function POST(request: Request): Promise<Response> {
  return logEverybodyOut(request, webConfig());
}
