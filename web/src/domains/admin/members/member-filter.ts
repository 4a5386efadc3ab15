/** What the list of members is narrowed by. Pure. */
import { Role } from "@edgemart/contracts/identity";
import { MemberStatus } from "@edgemart/contracts/member";
import { type Filter, listFilter } from "../parts/list-filter.ts";

/** Words, role, status, and where the page begins. */
export type MemberFilter = Filter<"role" | "status">;

/** The address of the list of members. */
export const MEMBER_FILTER = listFilter("/admin/members", {
  role: (text) => Role.safeParse(text).data,
  status: (text) => MemberStatus.safeParse(text).data,
});
