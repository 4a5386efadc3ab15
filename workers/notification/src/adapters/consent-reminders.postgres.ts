/** Old consents to advertising in PostgreSQL: one statement finds some, notes them, and plans what reminds of them. @see specs/notifications.md 19 (f) */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { ConsentReminders } from "../ports/consent-reminders.ts";

/** What the reminders are made with. */
export interface ReminderTerms {
  db: Database;
  newEventId(): string;
  newDeliveryId(): string;
  newNoticeId(): string;
}

/** The law asks for it within two years: a month is left. */
const MONTHS = 23;
/** The month that is left. */
const USEFUL_DAYS = 30;
const INBOX_DAYS = 90;

/** Makes the reminders. */
export function postgresConsentReminders(terms: ReminderTerms): ConsentReminders {
  return {
    async remind(limit) {
      const ids = (make: () => string) => {
        const list = JSON.stringify(Array.from({ length: limit }, make));
        return sql`jsonb_array_elements_text(${list}::jsonb) with ordinality`;
      };
      const [row] = await run(
        terms.db,
        // Consent of now is the newest row; of two clocks at once one notes it.
        sql`with old as (
            select c.id, c.member_id, c.channel, c.at from notification.consent_event c
             where c.purpose = 'marketing' and c.granted and c.at <= clock_timestamp() - make_interval(months => ${MONTHS})
               and not exists (select from notification.consent_reminder r where r.consent_id = c.id)
               and not exists (select from notification.consent_event n
                                where n.member_id = c.member_id and n.purpose = c.purpose and n.channel = c.channel and n.id > c.id)
             order by c.at limit ${limit}
          ), noted as (
            insert into notification.consent_reminder (consent_id) select id from old on conflict do nothing returning consent_id
          ), due as (
            select o.member_id, o.id as consent_id, row_number() over (order by o.id) as place,
                   jsonb_build_object('channel', o.channel,
                     'grantedAt', to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as data
              from old o join noted n on n.consent_id = o.id
          ), happened as (
            insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
            select e.id, 'notification', 'notification.consent_reminded', 1, d.member_id, d.consent_id, clock_timestamp(), 'replay', 'planned'
              from due d join ${ids(terms.newEventId)} as e(id, place) using (place)
            returning id, sequence as consent_id
          ), mailed as (
            insert into notification.delivery
                   (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
            select i.id, h.id, 'consent_reminder', 'email', 'member:' || d.member_id, d.member_id, 'account', 'consent_reminder', d.data,
                   'due', clock_timestamp(), clock_timestamp() + make_interval(days => ${USEFUL_DAYS})
              from due d join happened h using (consent_id) join ${ids(terms.newDeliveryId)} as i(id, place) using (place)
          ), shown as (
            insert into notification.inbox_item (id, member_id, event_id, category, template, data, expires_at)
            select i.id, d.member_id, h.id, 'service', 'consent_reminder', d.data, clock_timestamp() + make_interval(days => ${INBOX_DAYS})
              from due d join happened h using (consent_id) join ${ids(terms.newNoticeId)} as i(id, place) using (place)
          )
          select count(*)::int as reminded from due`,
        z.object({ reminded: z.int() }),
      );
      return row?.reminded ?? 0;
    },
  };
}
