/** `POST /api/account/push`: the browsers that a member is notified in. */
import { webConfig } from "#config.ts";
import { changePushDevices } from "#domains/notifications/change-push-devices.ts";

export function POST(request: Request): Promise<Response> {
  return changePushDevices(request, webConfig());
}
