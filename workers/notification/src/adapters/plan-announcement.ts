/** The statement that plans an announcement for its next members. */
import { type SQL, sql } from "drizzle-orm";
import type { OpenAnnouncement } from "../ports/announcements.ts";
import { isPushOff } from "./opted-out.ts";

/** Days in which a message about the service is worth telling; advertising: one. */
const SERVICE_DAYS = 7;
const INBOX_DAYS = 90;

/**
 * Members who agree to advertising now, by mail, or by push where they have added a browser: `by_email` tells who by mail. Consent of
 * now is the newest row of each channel.
 *
 * @param after ids that come later alone
 */
export function consented(after: string): SQL {
  return sql`select member_id as id, bool_or(channel = 'email') as by_email from (
        select distinct on (member_id, channel) member_id, channel, granted from notification.consent_event
         where purpose = 'marketing' and channel in ('email', 'push') and member_id > ${after}
         order by member_id, channel, id desc) as c
       where granted and (channel = 'email'
         or exists (select from notification.push_subscription s where s.member_id = c.member_id))
       group by member_id`;
}

/**
 * Plans them, unless it was stopped, or another clock has moved on from the same member.
 *
 * Ids are given for as many members as can come: which they are the statement finds itself. Each browser of a member has an id of the
 * member's with its slot (1 to 10) as the last sign. Advertising is not shown in the inbox.
 */
export function planStatement(
  terms: { newDeliveryId(): string; newNoticeId(): string },
  { id, kind, lastMember }: OpenAnnouncement,
  memberIds: readonly string[] | null,
  limit: number,
): SQL {
  const ids = (make: () => string) => JSON.stringify(Array.from({ length: limit }, make));
  const members: Record<OpenAnnouncement["kind"], SQL> = {
    members: sql`select value as id, true as by_email from jsonb_array_elements_text((select audience -> 'memberIds' from own))`,
    consented: consented(lastMember),
    all: sql`select value as id, true as by_email from jsonb_array_elements_text(${JSON.stringify(memberIds ?? [])}::jsonb)`,
  };
  return sql`with own as (
      select * from notification.announcement
       where id = ${id} and state in ('due', 'planning') and last_member = ${lastMember} for update
    ), told as (
      select m.id, m.by_email, row_number() over (order by m.id) as place
        from (select distinct id, by_email from (${members[kind]}) as every where id > ${lastMember} order by id limit ${limit}) as m
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
       where t.by_email or a.category <> 'marketing'
      on conflict on constraint delivery_once do nothing
    ), pushed as (
      insert into notification.delivery
             (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
      select substr(i.id, 1, 29) || substr('123456789a', s.slot, 1), a.event_id, 'announced', 'push', 'push:' || s.id, t.id, d.category,
             d.template, '{}', 'due', clock_timestamp(),
             clock_timestamp() + make_interval(days => case a.category when 'service' then ${SERVICE_DAYS} else 1 end)
        from moved a, told t join jsonb_array_elements_text(${ids(terms.newDeliveryId)}::jsonb) with ordinality as i(id, place) using (place)
        join notification.push_subscription s on s.member_id = t.id,
             lateral (select t.id as member_id, case when a.is_test then 'account' else a.category end as category,
                             'announcement' as template) as d
       where not ${isPushOff(sql.raw("d"))}
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
