/** `POST /api/admin/dead-message`: the forms that settle messages which could not be handled. */
import { webConfig } from "#config.ts";
import { settleFromForm } from "#domains/admin/dead-messages/settle-message.ts";

export function POST(request: Request): Promise<Response> {
  return settleFromForm(request, webConfig());
}
