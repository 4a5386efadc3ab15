/** Parcels in PostgreSQL, and what days do to orders: each is one function of the schema, in one statement with its messages. */
import { ORDER_EVENT_QUEUES } from "@edgemart/contracts/events/routes";
import { OutboxEvent } from "@edgemart/postgres/outbox";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { DaysPassed, ParcelStore } from "../ports/parcels.ts";
import { act } from "./act.postgres.ts";
import type { SagaTerms } from "./settle.postgres.ts";
import { type Published, SENT } from "./statements.ts";

/** What the store is made with. */
export interface ParcelTerms extends SagaTerms {
  newShipmentId(): string;
}

/** Makes the store of parcels. */
export function postgresParcels(terms: ParcelTerms): ParcelStore {
  const told = (type: "order.shipped" | "order.delivered", shipmentId: string): Published => ({
    id: terms.newEventId(),
    type,
    data: sql`jsonb_build_object('orderId', o.id, 'shipmentId', ${shipmentId}::text)`,
  });
  return {
    prepare(orderId, lines, who) {
      const input = { id: terms.newShipmentId(), order_id: orderId, lines };
      return act(terms, "prepare_shipment", input, who, []);
    },
    move({ orderId, shipmentId }, move, who) {
      const sent = move.to === "SHIPPED" ? move : null;
      const input = {
        order_id: orderId,
        shipment_id: shipmentId,
        to: move.to,
        carrier: sent?.carrier ?? null,
        tracking_number: sent?.trackingNumber ?? null,
      };
      const published =
        move.to === "SHIPPED"
          ? [told("order.shipped", shipmentId)]
          : move.to === "DELIVERED"
            ? [told("order.delivered", shipmentId)]
            : [];
      return act(terms, "move_shipment", input, who, published);
    },
    passDays: (most) => passDays(terms, most),
  };
}

const count = z.int().nonnegative();
const Passed = z.object({
  delivered: count,
  withdrawn: count,
  overdue: count,
  completed: count,
  events: z.array(OutboxEvent),
});

async function passDays({ db, requestId, publish }: SagaTerms, most: number): Promise<DaysPassed> {
  const queues = JSON.stringify(ORDER_EVENT_QUEUES);
  const [row] = await runContended(
    db,
    sql`with done as (select orders.pass_days(${most}::int) as r),
        told as (
          select t.*, orders.new_event_id() as id
            from done, jsonb_to_recordset(r -> 'told') as t(type text, order_id text, sequence int, data jsonb)
        ), sent as (
          insert into orders.outbox (id, queue, body)
          select id || '@' || q.queue, q.queue, jsonb_build_object('id', id, 'type', type, 'version', 1, 'source', 'order',
                 'occurredAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                 'aggregate', jsonb_build_object('type', 'order', 'id', order_id, 'sequence', sequence),
                 'correlationId', ${requestId}::text, 'data', data || jsonb_build_object('memberId',
                   (select o.member_id from orders.sales_order o where o.id = told.order_id)))
            from told, jsonb_array_elements_text(${queues}::jsonb -> told.type) as q(queue)
          returning id, queue, body)
        select (r -> 'delivered')::int as delivered, (r -> 'withdrawn')::int as withdrawn, (r -> 'overdue')::int as overdue,
               (r -> 'completed')::int as completed, ${SENT} as events from done`,
    Passed,
  );
  if (!row) throw new Error("the days gave no row");
  const { events, ...passed } = row;
  if (events.length > 0) publish(events);
  return passed;
}
