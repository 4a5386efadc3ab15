/** Compares orders with what payment calls paid, and with their own laws, in PostgreSQL. */
import { OutboxEvent } from "@edgemart/postgres/outbox";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Comparison } from "../ports/comparison.ts";
import { raisedOf } from "./attention.postgres.ts";
import type { SagaTerms } from "./settle.postgres.ts";
import { SENT, sentOf } from "./statements.ts";

/** Makes the comparison. */
export function postgresComparison({ db, requestId, newEventId, publish }: SagaTerms): Comparison {
  return {
    paidHere: (from, to, limit) =>
      run(
        db,
        sql`select o.id, o.payment_id as "paymentId" from orders.sales_order o
             where o.paid_at >= ${from}::timestamptz and o.paid_at < ${to}::timestamptz
               and o.state in ('PAID', 'COMPLETED') order by o.paid_at limit ${limit}`,
        z.object({ id: z.string(), paymentId: z.string() }),
      ),
    async unpaidHere(paid) {
      // A step that waits for money is still on its way to it.
      const [row] = await run(
        db,
        sql`with there as (
            select t.reference, o.id, o.paid_at is not null and o.payment_id = t."paymentId" as has_it,
                   exists (select from orders.step s where s.subject = o.id and s.name in ('open', 'look', 'confirm', 'end'))
                     and o.paid_at is null as on_its_way
              from jsonb_to_recordset(${JSON.stringify(paid)}::jsonb) as t(reference text, "paymentId" text)
              left join orders.sales_order o on o.id = t.reference)
          select coalesce(jsonb_agg(distinct id) filter (where id is not null and not has_it and not on_its_way), '[]') as orders,
                 count(*) filter (where id is null)::int as unknown from there`,
        z.object({ orders: z.array(z.string()), unknown: z.int() }),
      );
      return row ?? { orders: [], unknown: 0 };
    },
    async mark(orderIds, difference) {
      if (orderIds.length === 0) return 0;
      let marked = 0;
      for (const orderId of orderIds) {
        const raised = raisedOf({ newEventId }, difference);
        const [row] = await runContended(
          db,
          sql`with moved as (
              update orders.sales_order o
                 set attention = orders.more_important(o.attention, ${difference}), version = o.version + 1, updated_at = clock_timestamp()
               where o.id = ${orderId} and o.attention is distinct from ${difference} and not exists (
                 select from orders.order_event e
                  where e.order_id = o.id and e.name = 'attention_raised' and e.data ->> 'reason' = ${difference}) returning o.*
            ), told as (
              insert into orders.order_event (order_id, version, name, actor, data)
              select id, version, 'attention_raised', 'saga', jsonb_build_object('reason', ${difference}::text) from moved
            ), sent as (${sentOf([raised], requestId)})
            select m.id, ${SENT} as events from moved m`,
          z.object({ id: z.string(), events: z.array(OutboxEvent) }),
        );
        if (!row) continue;
        marked += 1;
        if (row.events.length > 0) publish(row.events);
      }
      return marked;
    },
    brokenLaws: () =>
      run(
        db,
        sql`select law, subject from orders.broken_laws(interval '2 hours') limit 100`,
        z.object({ law: z.string(), subject: z.string() }),
      ),
  };
}
