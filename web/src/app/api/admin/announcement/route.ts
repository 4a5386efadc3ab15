/** `POST /api/admin/announcement`: the forms of announcements. */
import { webConfig } from "#config.ts";
import { actOnAnnouncement } from "#domains/admin/announcements/act-on-announcement.ts";

export function POST(request: Request): Promise<Response> {
  return actOnAnnouncement(request, webConfig());
}
