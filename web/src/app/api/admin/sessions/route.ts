/** `POST /api/admin/sessions`: the button that logs everybody out. */
import { webConfig } from "#config.ts";
import { logEverybodyOut } from "#domains/admin/audit/end-everyone.ts";

export function POST(request: Request): Promise<Response> {
  return logEverybodyOut(request, webConfig());
}
