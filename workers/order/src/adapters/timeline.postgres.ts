/** What happened to an order inside this Worker, in PostgreSQL: one statement, bounded in each of its sources. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { Time } from "../core/fields.ts";
import type { OwnEntry } from "../core/timeline.ts";

const Row = z.object({
  entry: z.object({
    at: Time,
    source: z.enum(["order", "step", "administration", "message", "dead_message"]),
    number: z.int(),
    name: z.string(),
    subject: z.string(),
    actor: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  }),
});

/** Reads the newest of each source; null for an order that is not there. */
export async function readOwnTimeline(
  db: Database,
  orderId: string,
): Promise<{ holdId: string; entries: OwnEntry[] } | null> {
  const rows = await run(
    db,
    sql`with o as (select id, hold_id from orders.sales_order where id = ${orderId}),
      entries as (
        (select e.at, 'order' as source, e.version::bigint as number, e.name, e.order_id as subject, e.actor, e.data
           from orders.order_event e join o on o.id = e.order_id order by e.version desc limit 800)
        union all
        (select s.due_at, 'step', s.tries, s.name, s.subject, null, jsonb_build_object('tries', s.tries, 'error', s.error)
           from orders.step s join o on o.id = s.order_id limit 100)
        union all
        (select a.at, 'administration', a.id, a.action, a.subject_id, a.actor_id, a.changes
           from orders.audit_event a join o on o.id = a.subject_id order by a.id desc limit 300)
        union all
        (select m.created_at, 'message', m.tries, m.body ->> 'type', m.id, null,
                jsonb_build_object('queue', m.queue, 'sentAt', m.sent_at, 'tries', m.tries)
           from orders.outbox m join o on o.id = m.body #>> '{aggregate,id}' order by m.created_at desc limit 300)
        union all
        (select d.created_at, 'dead_message', 0, coalesce(d.body ->> 'type', 'unreadable'), d.id, d.settled_by,
                jsonb_build_object('queue', d.queue, 'reason', d.reason, 'settledAt', d.settled_at, 'settledHow', d.settled_how)
           from orders.dead_message d join o on o.id = d.body #>> '{data,reference}' order by d.created_at desc limit 100)
      )
      select o.hold_id as "holdId", (select jsonb_agg(to_jsonb(e)) from entries e) as entries from o`,
    z.object({ holdId: z.string(), entries: z.array(Row.shape.entry).nullable() }),
  );
  const [row] = rows;
  return row ? { holdId: row.holdId, entries: row.entries ?? [] } : null;
}
