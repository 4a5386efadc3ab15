/** `POST /api/admin/notification`: the forms that settle messages which were not sent. */
import { webConfig } from "#config.ts";
import { settleNotificationFromForm } from "#domains/admin/notifications/settle-notification.ts";

export function POST(request: Request): Promise<Response> {
  return settleNotificationFromForm(request, webConfig());
}
