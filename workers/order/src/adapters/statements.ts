/** Parts of the saga's statements: the event, the messages and the step that each move of an order writes with it. */

import type { OrderEventType } from "@edgemart/contracts/events/order-events";
import { ORDER_EVENT_QUEUES } from "@edgemart/contracts/events/routes";
import { type SQL, sql } from "drizzle-orm";
import type { StepWrite } from "../core/decision.ts";

/** Seconds a step belongs to the one who took it. @see specs/orders.md 27 */
export const LEASE_SECONDS = 20;

/** An event on its way out. */
export interface Published {
  id: string;
  type: OrderEventType;
  /** A jsonb expression over the CTE's row, named `o`. */
  data: SQL;
}

/** How fast the saga's own clock runs: waits and leases are divided by it. Above 1 only in crash proofs. */
export type Pace = number;

/** The time in so many seconds, by the database's clock. */
export function inSeconds(seconds: number, pace: Pace): SQL {
  return sql`(clock_timestamp() + make_interval(secs => ${seconds / pace}::float8))`;
}

/** CTE's body: the event of the version that `moved` has. */
export function toldOf(name: string, actor: string, data: object): SQL {
  return sql`insert into orders.order_event (order_id, version, name, actor, data)
             select id, version, ${name}, ${actor}, ${JSON.stringify(data)}::jsonb from moved`;
}

/** CTE's body: one outbox row for each queue of each event, returned. */
export function sentOf(published: readonly Published[], requestId: string): SQL {
  const rows = published.flatMap(({ id, type, data }) =>
    ORDER_EVENT_QUEUES[type].map(
      (queue) => sql`select ${`${id}@${queue}`}, ${queue}, jsonb_build_object(
          'id', ${id}::text, 'type', ${type}::text, 'version', 1, 'source', 'order',
          'occurredAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'aggregate', jsonb_build_object('type', 'order', 'id', o.id, 'sequence', o.version),
          'correlationId', ${requestId}::text, 'data', ${data} || jsonb_build_object('memberId', o.member_id)) from moved o`,
    ),
  );
  if (rows.length === 0) return sql`select where false`;
  return sql`insert into orders.outbox (id, queue, body) ${sql.join(rows, sql` union all `)}
             returning id, queue, body`;
}

/** What the CTE `sent` wrote, for the queues. */
export const SENT = sql`(select coalesce(jsonb_agg(to_jsonb(sent)), '[]') from sent)`;

/** CTE's body: the subject's one step is this one, or none. What is due at once is leased to its writer. */
export function stepOf(step: StepWrite | null, pace: Pace): SQL {
  if (step === null) {
    return sql`delete from orders.step s using moved where s.subject = moved.id returning s.*`;
  }
  const lease = step.dueSeconds === 0 ? inSeconds(LEASE_SECONDS, pace) : sql`null`;
  return sql`insert into orders.step (subject, order_id, version, name, args, due_at, lease_until)
             select id, id, version, ${step.name}, ${JSON.stringify(step.args)}::jsonb,
                    ${inSeconds(step.dueSeconds, pace)}, ${lease}::timestamptz from moved
             on conflict (subject) do update
                set version = excluded.version, name = excluded.name, args = excluded.args, due_at = excluded.due_at,
                    lease_until = excluded.lease_until, tries = 0, error = null
             returning *`;
}

/** The data that events of money carry. */
export const MONEY = sql`jsonb_build_object('orderId', o.id, 'memberId', o.member_id, 'currency', o.currency,
  'totalMinor', o.total_minor, 'cardMinor', o.card_minor, 'pointAmount', o.point_amount,
  'lines', (select jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity) order by l.line)
              from orders.order_line l where l.order_id = o.id))`;

/** The moved row as the Worker reads it. */
export const MOVED = sql`orders.order_json(row(m.*)::orders.sales_order)`;
