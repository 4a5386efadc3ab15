/** Who writes and who is written to, as they are at the moment of the write: parts of its one statement. */
import { Role } from "@edgemart/contracts/identity";
import { MemberStatus } from "@edgemart/contracts/member";
import { Instant } from "@edgemart/postgres/columns";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { member } from "../../db/schema.ts";
import type { Refusal, Viewer } from "../ports.ts";

/** The row of the one who writes, as the statement found it. */
export const Actor = z.object({
  role: Role,
  status: MemberStatus,
  deleted_at: Instant.nullable(),
});
/** The same, as it is read. */
export type Actor = z.output<typeof Actor>;

/**
 * CTEs `parties` and `terms`; a write joins `terms`, which has no row when the writer may not write at all.
 *
 * Both rows are locked, in one order for everybody, so a writer who is demoted or disabled at the same moment either
 * wrote before, or waits here and is then seen as it has become.
 *
 * @param withAdmins also locks every active administrator: of two who remove each other the second is refused
 */
export function partiesOf({ memberId }: Viewer, targetId: string, withAdmins = false): SQL {
  const isActiveAdmin = sql`role = 'admin' and status = 'active' and deleted_at is null`;
  return sql`parties as materialized (
      select * from ${member}
       where id in (${memberId}, ${targetId})${withAdmins ? sql` or (${isActiveAdmin})` : sql``}
       order by id for no key update
    ), terms as (
      select role as actor_role,
             exists (select from parties where id <> ${targetId} and ${isActiveAdmin}) as has_another_admin
        from parties where id = ${memberId} and status = 'active' and deleted_at is null
    )`;
}

/** A column of the answer: the writer's row, or null. */
export function actorColumn({ memberId }: Viewer): SQL {
  return sql`(select to_jsonb(p) from parties p where p.id = ${memberId}) as actor`;
}

/** Member `m` may be written to by the writer of `terms`: an administrator now, whose token proved a second factor. */
export function isWritable({ memberId, seesAll }: Viewer): SQL {
  return sql`m.deleted_at is null and (m.id = ${memberId} or (terms.actor_role = 'admin' and ${seesAll}::boolean))`;
}

/**
 * Says why the writer may not write; null when that is not why.
 *
 * @param needs `admin` where even one's own row takes an administrator
 */
export function refusalOf(
  actor: Actor | null,
  viewer: Viewer,
  targetId: string,
  needs: "admin" | "own",
): Refusal | null {
  if (actor?.status !== "active" || actor.deleted_at !== null) return "ended";
  const isAdmin = actor.role === "admin" && viewer.seesAll;
  if (isAdmin || (needs === "own" && targetId === viewer.memberId)) return null;
  // One who never was an administrator does not learn that there is such a member.
  return needs === "admin" || viewer.seesAll ? "forbidden" : "missing";
}
