/** Tells in SQL whether a member does not want a mail: asked when it is planned, and again when it is claimed. @see specs/notifications.md 18, 19 */
import { type SQL, sql } from "drizzle-orm";
import { OPTIONAL } from "../core/optional.ts";

const CHOICE = JSON.stringify(OPTIONAL);

/** @param d the delivery, under a name of ours: member_id, category, template */
export function isOptedOut(d: SQL): SQL {
  return sql`(exists (
    select from notification.preference p
     where p.member_id = ${d}.member_id
       and p.choices #>> array[case ${d}.category when 'service' then 'service' else ${CHOICE}::jsonb ->> ${d}.template end, 'email'] = 'false')
    or ${d}.category = 'marketing' and not notification.has_consent(${d}.member_id, 'marketing', 'email'))`;
}

/**
 * Tells in SQL whether a member does not want a message in its browsers. Only what has a choice is sent there.
 *
 * @param d the delivery: member_id, category
 */
export function isPushOff(d: SQL): SQL {
  return sql`not coalesce(
    (select (p.choices #>> array['push', ${d}.category])::boolean from notification.preference p
      where p.member_id = ${d}.member_id), ${d}.category in ('security', 'order'))`;
}

/**
 * When an advertisement may be sent again, of one that may not now: it is night in Korea, and its member has not agreed to that.
 * Null where it may.
 *
 * @param d the delivery: member_id, category
 */
export function nightEndsFor(d: SQL): SQL {
  return sql`(case when ${d}.category = 'marketing' and not notification.has_consent(${d}.member_id, 'marketing_night', 'email')
    then notification.night_ends(clock_timestamp()) end)`;
}
