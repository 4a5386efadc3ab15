/** `POST /api/admin/member`: the forms of one member's administration page. */
import { webConfig } from "#config.ts";
import { administerMember } from "#domains/admin/members/administer-member.ts";

export function POST(request: Request): Promise<Response> {
  return administerMember(request, webConfig());
}
