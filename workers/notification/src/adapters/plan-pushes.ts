/** Parts of the statement that keeps an event: what goes to a member's browsers, and which of them serve no more. */
import { PUSH_DEVICES_MAX } from "@edgemart/contracts/push";
import { type SQL, sql } from "drizzle-orm";
import type { Told } from "../core/rule.ts";
import { isPushOff } from "./opted-out.ts";

/**
 * Plans a message for each browser of a member, unless it was superseded, is old, or is not wanted there. None is planned while
 * another of its kind is `recent`.
 *
 * @param isRecent of `d`: member_id, template; asked of its channel alone
 */
export function pushedBy(
  told: readonly Told[],
  newDeliveryId: () => string,
  isRecent: (channel: "push") => SQL,
): SQL {
  // Ids for as many browsers as a member may have: which there are, the statement finds itself.
  const ids = () => Array.from({ length: PUSH_DEVICES_MAX }, newDeliveryId);
  const pushes = told.flatMap(({ rule, category, template, memberId }) =>
    memberId === null ? [] : [{ ids: ids(), rule, category, template, member_id: memberId }],
  );
  // To plan a statement costs the database more than to run it: what is not asked for is not in it.
  if (pushes.length === 0) return sql`, pushed as (select null as id where false)`;
  return sql`, pushed as (
      insert into notification.delivery
             (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
      select d.ids ->> (s.slot - 1), j.id, d.rule, 'push', 'push:' || s.id, d.member_id, d.category, d.template, j.body -> 'data',
             'due', clock_timestamp(), j.useful_until
        from judged j, jsonb_to_recordset(${JSON.stringify(pushes)}::jsonb)
               as d(ids jsonb, rule text, member_id text, category text, template text)
        join notification.push_subscription s on s.member_id = d.member_id
       where not j.is_superseded and j.useful_until > clock_timestamp() and not ${isPushOff(sql.raw("d"))}
         and not ${isRecent("push")}
      on conflict on constraint delivery_once do nothing returning id
    )`;
}

/** Which browsers an event removes, of `s` by the event `j`; nothing for most types. @see specs/notifications.md 32 */
const REMOVED_BY: Readonly<Record<string, SQL>> = {
  // Those of the sessions; or all that were added before.
  "auth.sessions_ended": sql`(s.member_id = j.body #>> '{data,memberId}' and j.body #> '{data,sessions}' ? s.session_id
    or j.body #>> '{data,everyone}' = 'true' and s.created_at <= j.occurred_at)`,
  // By a link: a session that had run out before is in no list of those that ended.
  "auth.password_changed": sql`(s.member_id = j.body #>> '{data,memberId}' and j.body #>> '{data,what}' = 'reset'
    and s.created_at <= j.occurred_at)`,
  "member.status_changed": sql`(s.member_id = j.aggregate_id and j.body #>> '{data,state}' = 'disabled')`,
  "member.deleted": sql`s.member_id = j.aggregate_id`,
};

/** Removes them. */
export function unsubscribedBy(type: string): SQL {
  const which = Object.hasOwn(REMOVED_BY, type) ? REMOVED_BY[type] : undefined;
  if (!which) return sql.empty();
  return sql`, unsubscribed as (delete from notification.push_subscription s using judged j where ${which})`;
}
