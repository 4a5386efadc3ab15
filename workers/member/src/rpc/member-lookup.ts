/** The questions of `MemberLookupRpc`: what a member is now, by its id. */
import { MemberId } from "@edgemart/contracts/ids";
import type { Standing } from "@edgemart/contracts/member-lookup";
import type { Deps } from "../ports.ts";

/** Role and status of now: nothing is kept, here or by those who ask. Null for one that is missing or deleted. */
export async function standing(memberId: unknown, deps: Deps): Promise<Standing | null> {
  const id = MemberId.safeParse(memberId);
  return id.success ? deps.members.standing(id.data) : null;
}
