/** The row of a member, and its wire shape. Pure. */
import { Role } from "@edgemart/contracts/identity";
import { Locale } from "@edgemart/contracts/locale";
import { type Member, MemberStatus } from "@edgemart/contracts/member";
import { Instant } from "@edgemart/postgres/columns";
import { z } from "zod";

/** Columns of `member.member` that are sent; times are in their wire form. */
export const MemberRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  status: MemberStatus,
  email_verified: z.boolean(),
  provider: z.enum(["LOCAL", "GOOGLE"]),
  profile_image: z.string().nullable(),
  locale: Locale,
  version: z.int(),
  created_at: Instant,
  updated_at: Instant,
});
/** A member's row as it is read. */
export type MemberRow = z.output<typeof MemberRow>;

/** Makes the wire shape; it names each field, so that a column added later is not sent by accident. */
export function memberOf(row: MemberRow): Member {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    status: row.status,
    emailVerified: row.email_verified,
    provider: row.provider,
    profileImage: row.profile_image,
    locale: row.locale,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
