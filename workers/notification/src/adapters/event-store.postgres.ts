/** Events in PostgreSQL: what came, what it asks for, and how far the outboxes were read. */
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run, runAlone } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { hasInbox } from "../core/categories.ts";
import { OPTIONAL } from "../core/optional.ts";
import type { Plan } from "../core/plan.ts";
import { targetOf } from "../core/targets.ts";
import type { EventStore, Via } from "../ports/events.ts";
import { isOptedOut } from "./opted-out.ts";
import { pushedBy, unsubscribedBy } from "./plan-pushes.ts";
import { mayBeSuperseded } from "./superseded.ts";

/** What the store is made with. */
export interface EventTerms {
  db: Database;
  newDeliveryId(): string;
  newNoticeId(): string;
  /** The shop sends text messages. */
  hasTexts: boolean;
}

/** Days that an item of the inbox stays; what concerns an account's security stays longer. */
const INBOX_DAYS = 90;
const INBOX_SECURITY_DAYS = 365;

/** Templates of which a member is sent one mail in so long: others can cause them as often as they like. Null in SQL for the rest. */
const SELDOM = { new_device: "1 hour", sign_in_blocked: "1 day", factor_blocked: "1 day" };
const SELDOM_JSON = JSON.stringify(SELDOM);

/** How many were left out since the last mail of the kind: the next one says so. @see specs/notifications.md 53 */
const UNTOLD = sql.raw(`(select jsonb_build_object('more', count(*)) from notification.delivery r
  where r.member_id = d.member_id and r.template = d.template and r.channel = 'email' and r.reason = 'recent'
    and r.created_at > coalesce((select max(l.created_at) from notification.delivery l
      where l.member_id = d.member_id and l.template = d.template and l.channel = 'email' and l.state <> 'skipped'), '-infinity'))`);

/** Makes the store. */
export function postgresEvents(terms: EventTerms): EventStore {
  const { db } = terms;
  return {
    keep: (plan, via) => keep(terms, plan, via),
    async unseen(ids) {
      const rows = await run(
        db,
        sql`select i.id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as i(id)
             where not exists (select from notification.event e where e.id = i.id)`,
        z.object({ id: z.string() }),
      );
      return rows.map(({ id }) => id);
    },
    async places() {
      const rows = await run(
        db,
        sql`select source, at, id from notification.cursor where id <> ''`,
        z.object({ source: z.string(), at: Instant, id: z.string() }),
      );
      return new Map(rows.map(({ source, at, id }) => [source, { at, id }]));
    },
    // Never back: two ticks may read at once.
    advance: (source, place) =>
      runAlone(
        db,
        sql`insert into notification.cursor as c (source, at, id)
            values (${source}, ${place?.at ?? "-infinity"}::timestamptz, ${place?.id ?? ""})
            on conflict (source) do update
               set asked_at = clock_timestamp(),
                   at = case when (excluded.at, excluded.id) > (c.at, c.id) then excluded.at else c.at end,
                   id = case when (excluded.at, excluded.id) > (c.at, c.id) then excluded.id else c.id end`,
      ),
  };
}

/** Whether the member was sent one of a kind that is seldom sent, by this channel. */
const isRecent = (channel: "email" | "push") => sql`exists (
  select from notification.delivery r where r.member_id = d.member_id and r.template = d.template and r.channel = ${channel}
     and r.state <> 'skipped' and r.created_at > clock_timestamp() - (${SELDOM_JSON}::jsonb ->> d.template)::interval)`;

const Ids = z.array(z.string());
const KeptRow = z.object({ isNew: z.boolean(), due: Ids, texts: Ids, pushes: Ids });

/**
 * One statement: of many at once one inserts the event, and its deliveries and inbox items with it.
 *
 * One that could not be handled before, for its version or shape, is taken anew when it can be now.
 */
async function keep(
  { db, newDeliveryId, newNoticeId, hasTexts }: EventTerms,
  { event, state, told, usefulSeconds }: Plan,
  via: Via,
) {
  const deliveries = told.flatMap(({ byEmail, bySms, ...each }) => {
    const { rule, category, template, recipient, memberId } = each;
    const channels = [...(byEmail ? ["email"] : []), ...(bySms && hasTexts ? ["sms"] : [])];
    return channels.map((channel) => ({
      ...{ id: newDeliveryId(), channel, rule, category, template },
      ...{ target: targetOf(recipient), member_id: memberId },
    }));
  });
  const items = told.flatMap(({ memberId, category, template }) =>
    memberId === null || !hasInbox(category)
      ? []
      : [{ id: newNoticeId(), member_id: memberId, category, template, days: daysOf(category) }],
  );
  // Only what the event may ask for is in the statement: to plan the rest costs the database more than to run it.
  const templates = told.map(({ template }) => template);
  const more = templates.includes("new_device")
    ? sql`case when d.template = 'new_device' then ${UNTOLD} else '{}' end`
    : sql`'{}'::jsonb`;
  const isSeldom = templates.some((template) => Object.hasOwn(SELDOM, template));
  const wasRecent = (channel: "email" | "push") => (isSeldom ? isRecent(channel) : sql`false`);
  const isOptional = told.some(
    ({ category, template }) =>
      category === "marketing" || category === "service" || Object.hasOwn(OPTIONAL, template),
  );
  const [row] = await runContended(
    db,
    sql`with e as (
        insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state, body)
        values (${event.id}, ${event.source}, ${event.type}, ${event.version}, ${event.aggregate.id},
                ${event.aggregate.sequence}, ${event.occurredAt}::timestamptz, ${via}, ${state},
                ${JSON.stringify(event)}::jsonb)
        on conflict (id) do update
           set state = excluded.state, via = excluded.via, received_at = clock_timestamp(), body = excluded.body
         where event.state in ('unhandled', 'invalid') and excluded.state in ('planned', 'ignored')
        returning id, type, aggregate_id, sequence, occurred_at, body
      ), judged as (
        select e.*, e.occurred_at + make_interval(secs => ${usefulSeconds}::int) as useful_until,
               ${mayBeSuperseded(event.type, sql.raw("e"))} as is_superseded from e
      ), made as (
        insert into notification.delivery
               (id, event_id, rule, channel, target, member_id, category, template, data, state, reason, next_at, useful_until)
        select d.id, j.id, d.rule, d.channel, d.target, d.member_id, d.category, d.template,
               j.body -> 'data' || ${more},
               case when ended.why is null then 'due' else 'skipped' end, ended.why, clock_timestamp(), j.useful_until
          from judged j, jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
                 as d(id text, channel text, rule text, target text, member_id text, category text, template text),
               lateral (select case when j.is_superseded then 'superseded' when j.useful_until <= clock_timestamp() then 'stale'
                                    when ${isOptional ? isOptedOut(sql.raw("d")) : sql`false`} then 'opted_out'
                                    when ${wasRecent("email")} then 'recent' end as why) as ended
        on conflict on constraint delivery_once do nothing returning id, channel, state
      )${items.length > 0 ? shown(items) : sql.empty()}${pushedBy(told, newDeliveryId, wasRecent)}${unsubscribedBy(event.type)}${
        event.type === "member.deleted" ? FORGOTTEN : sql.empty()
      }
      select exists (select from e) as "isNew",
             (select coalesce(jsonb_agg(id), '[]') from made where state = 'due' and channel = 'email') as due,
             (select coalesce(jsonb_agg(id), '[]') from made where state = 'due' and channel = 'sms') as texts,
             (select coalesce(jsonb_agg(id), '[]') from pushed) as pushes`,
    KeptRow,
  );
  if (!row) throw new Error("keeping an event gave no row");
  return row;
}

/** Items of the inboxes of those who are still members. */
function shown(items: readonly { id: string }[]) {
  return sql`, shown as (
        insert into notification.inbox_item (id, member_id, event_id, category, template, data, created_at, expires_at)
        select i.id, i.member_id, j.id, i.category, i.template, j.body -> 'data', j.occurred_at,
               j.occurred_at + make_interval(days => i.days)
          from judged j, jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
                 as i(id text, member_id text, category text, template text, days int)
         where not exists (select from notification.event g
                            where g.aggregate_id = i.member_id and g.type = 'member.deleted' and g.state = 'planned')
           -- What a stranger can cause as often as it likes fills no inbox.
           and not (i.template in ('sign_in_blocked', 'factor_blocked') and exists (
             select from notification.inbox_item r where r.member_id = i.member_id and r.template = i.template
                and r.created_at > j.occurred_at - interval '1 day'))
        on conflict on constraint inbox_item_once do nothing
      )`;
}

/**
 * A member who was deleted: nothing of it is kept but its consents, as evidence, each refused now; and nothing is sent but the
 * farewell, which has no member. @see specs/notifications.md 20, 44
 */
const FORGOTTEN = sql.raw(`, gone as (
        select aggregate_id as member_id from judged where type = 'member.deleted'
      ), no_items as (
        delete from notification.inbox_item i using gone where i.member_id = gone.member_id
      ), no_choices as (
        delete from notification.preference p using gone where p.member_id = gone.member_id
      ), refused as (
        insert into notification.consent_event (member_id, purpose, channel, granted, source, text_version)
        select c.member_id, c.purpose, c.channel, false, 'deletion', c.text_version
          from gone join lateral (
            select distinct on (purpose, channel) * from notification.consent_event n
             where n.member_id = gone.member_id order by purpose, channel, id desc) c on c.granted
      ), ended as (
        update notification.delivery d set state = 'skipped', reason = 'recipient_gone'
          from gone where d.member_id = gone.member_id and d.state = 'due'
      )`);

function daysOf(category: string): number {
  return category === "security" ? INBOX_SECURITY_DAYS : INBOX_DAYS;
}
