/** How messages fare, in one statement: counts and codes, never whom a message was for. */
import { NotificationOverview } from "@edgemart/contracts/notification-overview";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";

const { producers, resting } = NotificationOverview.shape;
const Row = NotificationOverview.extend({
  producers: z.array(producers.element.extend({ askedAt: Instant })),
  resting: z.array(resting.element.extend({ until: Instant })),
});

/** Reads it. */
export async function readOverview(db: Database): Promise<NotificationOverview> {
  const [row] = await run(
    db,
    sql`with recent as (
        select source, count(*) filter (where via = 'pull')::int as lost,
               percentile_cont(0.95) within group (order by greatest(0, extract(epoch from received_at - occurred_at)))::float8 as lag
          from notification.event where received_at > now() - interval '1 hour' and via in ('queue', 'pull') group by source
      ), failed as (
        select count(*) filter (where state = 'dead')::int as dead, count(*) filter (where state = 'unknown')::int as unknown
          from notification.delivery where state in ('dead', 'unknown') and ignored_at is null
      ), due as (
        select count(*)::int as n, case when count(*) > 0 then greatest(0, extract(epoch from now() - min(next_at)))::float8 end as oldest
          from notification.delivery where state in ('due', 'sending')
      ), left_out as (
        select coalesce(reason, 'other') as reason, count(*)::int as count from notification.delivery
         where state = 'skipped' and created_at > now() - interval '1 day' group by 1
      )
      select (select coalesce(jsonb_agg(jsonb_build_object('source', c.source, 'askedAt', c.asked_at, 'lagSeconds', r.lag,
                       'lost', coalesce(r.lost, 0)) order by c.source), '[]')
                from notification.cursor c left join recent r using (source)) as producers,
             due.n as waiting, due.oldest as "oldestSeconds", failed.dead, failed.unknown,
             (select count(*)::int from notification.dead_message where settled_at is null) as "deadMessages",
             (select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'reason', reason, 'until', open_until) order by channel), '[]')
                from notification.breaker where open_until > now()) as resting,
             (select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'count', count) order by count desc, reason), '[]')
                from left_out) as skipped
        from failed, due`,
    Row,
  );
  if (!row) throw new Error("the overview gave no row");
  return row;
}
