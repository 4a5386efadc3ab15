/** Row → wire shape of a member. Pure. */
import type { Member } from "@edgemart/contracts/member";

/** A row of `member.member` as JSON. */
export interface MemberRow {
  id: string;
  email: string;
  name: string;
  role: Member["role"];
  status: Member["status"];
  email_verified: boolean;
  locale: Member["locale"];
  version: number;
  created_at: string;
  updated_at: string;
}

/** Names each field: a column added later is not sent by accident. */
export function memberOf(row: MemberRow): Member {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    status: row.status,
    emailVerified: row.email_verified,
    locale: row.locale,
    version: row.version,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}
