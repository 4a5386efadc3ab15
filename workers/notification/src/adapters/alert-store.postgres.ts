/** Alerts in PostgreSQL: what is wrong, what of it is new, and what is over, in one statement. */
import type { Database } from "@edgemart/postgres/client";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { ALERTS, type AlertRule } from "../core/alerts.ts";
import { OPERATOR_RULES } from "../core/operator-rules.ts";
import type { AlertStore } from "../ports/alerts.ts";
import { DAY_MAILS, TOO_MANY_BOUNCED, TOO_MANY_COMPLAINED } from "./day-mails.ts";

const AlertRow = z.object({
  // Guarantee of the cast: an object with keys has a first one.
  rule: z.enum(Object.keys(ALERTS) as [AlertRule, ...AlertRule[]]),
  key: z.string(),
  count: z.int(),
  isOver: z.boolean(),
  id: z.string(),
});

const OPERATOR_TYPES = JSON.stringify(Object.keys(OPERATOR_RULES));

/** Makes the store. Two clocks at once find the same, and one of them sends. */
export function postgresAlerts(db: Database): AlertStore {
  return {
    evaluate: (dayMax) =>
      runContended(
        db,
        sql`with day as (${DAY_MAILS}), found (rule, key, count) as (
            select 'dead_delivery', channel, count(*)::int from notification.delivery
             where state in ('dead', 'unknown') and ignored_at is null group by channel
            union all
            select case reason when 'unhandled' then 'unhandled' else 'dead_message' end, queue, count(*)::int
              from notification.dead_message where settled_at is null group by 1, 2
            union all
            select 'producer_unasked', source, 1 from notification.cursor where asked_at < now() - interval '10 minutes'
            union all
            select 'queue_lost', source, count(*)::int from notification.event
             where via = 'pull' and state = 'planned' and received_at > now() - interval '10 minutes' group by source
            union all
            select 'lag', channel, count(*)::int from notification.delivery
             where created_at > now() - interval '10 minutes' and state in ('due', 'sending', 'sent') group by channel
            having percentile_cont(0.95) within group (order by extract(epoch from coalesce(sent_at, now()) - created_at)) > 120
            union all
            select 'breaker', channel, 1 from notification.breaker
             where opened_at < now() - interval '5 minutes' and open_until > now() - interval '5 minutes'
            union all
            select 'push_denied', channel, count(*)::int from notification.delivery
             where state in ('due', 'sending') and reason = 'push_denied' group by channel
            union all
            select 'attention', source || '.' || coalesce(body #>> '{data,reason}', split_part(type, '.', 2)), count(*)::int
              from notification.event
             where received_at > now() - interval '1 hour' and state = 'planned'
               and type in (select jsonb_array_elements_text(${OPERATOR_TYPES}::jsonb))
             group by 2
            union all
            select 'quota', 'email', sent from day where sent >= ${dayMax.email}::int * 0.8
            union all
            select 'quota', 'sms', count from notification.text_count
             where day = (clock_timestamp() at time zone 'UTC')::date and number_digest = '' and count >= ${dayMax.sms}::int * 0.8
            union all
            select 'bounces', 'email', bounced from day where ${TOO_MANY_BOUNCED}
            union all
            select 'complaints', 'email', complained from day where ${TOO_MANY_COMPLAINED}
          ), opened as (
            insert into notification.alert as a (rule, key, count, told_at)
            select rule, key, count, now() from found
            on conflict (rule, key) where closed_at is null do update
               set count = excluded.count,
                   told_at = case when a.told_at <= now() - interval '1 hour' then now() else a.told_at end
            returning id, rule, key, count, told_at
          ), closed as (
            update notification.alert a set closed_at = now()
             where closed_at is null and not exists (select from found f where (f.rule, f.key) = (a.rule, a.key))
            returning id, rule, key, count
          )
          select rule, key, count, false as "isOver", 'alert-' || id || '-' || extract(epoch from told_at)::bigint as id
            from opened where told_at = now()::timestamptz(3)
          union all
          select rule, key, count, true, 'alert-' || id || '-over' from closed`,
        AlertRow,
      ),
  };
}
