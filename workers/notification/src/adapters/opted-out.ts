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
 * Tells in SQL whether a member does not want a message in its browsers. Only what has a choice or a consent is sent there, and
 * an announcement to the one who tries it, which is of the category `account`.
 *
 * @param d the delivery: member_id, category, template
 */
export function isPushOff(d: SQL): SQL {
  return sql`(case ${d}.category when 'marketing' then not notification.has_consent(${d}.member_id, 'marketing', 'push')
    when 'account' then ${d}.template <> 'announcement'
    else not coalesce(
      (select (p.choices #>> array['push', ${d}.category])::boolean from notification.preference p
        where p.member_id = ${d}.member_id), ${d}.category in ('security', 'order')) end)`;
}

/**
 * When an advertisement may be sent again, of one that may not now: it is night in Korea, and its member has not agreed to that by
 * this channel. Null where it may.
 *
 * @param d the delivery: member_id, category, channel
 */
export function nightEndsFor(d: SQL): SQL {
  return sql`(case when ${d}.category = 'marketing' and not notification.has_consent(${d}.member_id, 'marketing_night', ${d}.channel)
    then notification.night_ends(clock_timestamp()) end)`;
}
