/** Answers with one member and its version as the ETag. */
import type { Member } from "@edgemart/contracts/member";
import type { Context } from "hono";

export function sendMember(c: Context, member: Member, status: 200 | 201): Response {
  c.header("etag", `"${member.version}"`);
  return c.json(member, status);
}
