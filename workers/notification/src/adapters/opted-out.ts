/** Tells in SQL whether a member has switched a mail off: asked when it is planned, and again when it is claimed. @see specs/notifications.md 18 */
import { type SQL, sql } from "drizzle-orm";
import { OPTIONAL } from "../core/optional.ts";

const CHOICE = JSON.stringify(OPTIONAL);

/** @param d the delivery, under a name of ours: member_id, template */
export function isOptedOut(d: SQL): SQL {
  return sql`exists (
    select from notification.preference p
     where p.member_id = ${d}.member_id
       and p.choices #>> array[${CHOICE}::jsonb ->> ${d}.template, 'email'] = 'false')`;
}
