/** The statement that plans an announcement for its next members. */
import { type SQL, sql } from "drizzle-orm";
import type { OpenAnnouncement } from "../ports/announcements.ts";

/** Days in which a message about the service is worth telling; advertising: one. */
const SERVICE_DAYS = 7;
const INBOX_DAYS = 90;

/**
 * Plans them, unless it was stopped, or another clock has moved on from the same member.
 *
 * Ids are given for as many members as can come: which they are the statement finds itself. Advertising is not shown in the inbox.
 */
export function planStatement(
  terms: { newDeliveryId(): string; newNoticeId(): string },
  { id, kind, lastMember }: OpenAnnouncement,
  memberIds: readonly string[] | null,
  limit: number,
): SQL {
  const ids = (make: () => string) => JSON.stringify(Array.from({ length: limit }, make));
  const members: Record<OpenAnnouncement["kind"], SQL> = {
    members: sql`select value as id from jsonb_array_elements_text((select audience -> 'memberIds' from own))`,
    // Consent of now: the newest row of each.
    consented: sql`select member_id as id from (
        select distinct on (member_id) member_id, granted from notification.consent_event
         where purpose = 'marketing' and channel = 'email' and member_id > ${lastMember}
         order by member_id, id desc) as c where granted`,
    all: sql`select value as id from jsonb_array_elements_text(${JSON.stringify(memberIds ?? [])}::jsonb)`,
  };
  return sql`with own as (
      select * from notification.announcement
       where id = ${id} and state in ('due', 'planning') and last_member = ${lastMember} for update
    ), told as (
      select m.id, row_number() over (order by m.id) as place
        from (select distinct id from (${members[kind]}) as every where id > ${lastMember} order by id limit ${limit}) as m
    ), moved as (
      update notification.announcement a
         set state = case when (select count(*) from told) < ${limit} then 'planned' else 'planning' end,
             planned = a.planned + (select count(*)::int from told), planned_at = clock_timestamp(),
             last_member = coalesce((select max(id) from told), a.last_member)
        from own where a.id = own.id
      -- One that its writer tries is a proof: no consent is asked for it, and no inbox shows it.
      returning a.event_id, a.category, coalesce((a.audience ->> 'isTest')::boolean, false) as is_test
    ), made as (
      insert into notification.delivery
             (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
      select i.id, a.event_id, 'announced', 'email', 'member:' || t.id, t.id,
             case when a.is_test then 'account' else a.category end, 'announcement', '{}', 'due', clock_timestamp(),
             clock_timestamp() + make_interval(days => case a.category when 'service' then ${SERVICE_DAYS} else 1 end)
        from told t join jsonb_array_elements_text(${ids(terms.newDeliveryId)}::jsonb) with ordinality as i(id, place) using (place), moved a
      on conflict on constraint delivery_once do nothing
    ), shown as (
      insert into notification.inbox_item (id, member_id, event_id, category, template, data, expires_at)
      select i.id, t.id, a.event_id, a.category, 'announcement', '{}', clock_timestamp() + make_interval(days => ${INBOX_DAYS})
        from told t join jsonb_array_elements_text(${ids(terms.newNoticeId)}::jsonb) with ordinality as i(id, place) using (place), moved a
       where a.category = 'service' and not a.is_test
      on conflict on constraint inbox_item_once do nothing
    )
    select (select count(*)::int from told) as planned from moved`;
}
