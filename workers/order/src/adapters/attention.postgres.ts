/** Statements that raise a reason for people to look at an order. The more important reason stays; each is an event. @see specs/orders.md 27, 41 */
import type { Attention } from "@edgemart/contracts/order-administration";
import { type SQL, sql } from "drizzle-orm";
import { ATTENTION_TRIES, waitSeconds } from "../core/decision.ts";
import type { Held, OrderRow } from "../core/rows.ts";
import {
  inSeconds,
  MONEY,
  MOVED,
  type Pace,
  type Published,
  SENT,
  sentOf,
  stepOf,
  toldOf,
} from "./statements.ts";

/** What the statements need besides the order. */
interface RaisingTerms {
  pace: Pace;
  newEventId(): string;
  requestId: string;
}

/** The event that tells operators of a reason. */
export function raisedOf(
  { newEventId }: Pick<RaisingTerms, "newEventId">,
  reason: Attention,
): Published {
  return {
    id: newEventId(),
    type: "order.attention_raised",
    data: sql`jsonb_build_object('orderId', o.id, 'reason', ${reason}::text)`,
  };
}

/** A failed try waits. From the tenth on people are to look at the order; next to a more important mark it is an event. */
export function againStatement(terms: RaisingTerms, { step }: Held, error: string): SQL {
  const tries = Math.max(1, step.tries);
  const reason = "step_stuck";
  return sql`with waits as (
      update orders.step
         set due_at = ${inSeconds(waitSeconds(tries), terms.pace)}, lease_until = null, error = ${error.slice(0, 200)}
       where subject = ${step.subject} and name = ${step.name} and version = ${step.version} returning *
    ), moved as (
      update orders.sales_order o
         set attention = orders.more_important(o.attention, ${reason}), version = o.version + 1, updated_at = clock_timestamp()
        from waits where o.id = waits.order_id and ${tries}::int >= ${ATTENTION_TRIES}::int and orders.is_news(o, ${reason})
      returning o.*
    ), told as (${toldOf("attention_raised", "saga", { reason, step: step.name })}),
    sent as (${sentOf([raisedOf(terms, reason)], terms.requestId)})
    select orders.order_json(o) as "order", to_jsonb(w) as step
      from waits w join orders.sales_order o on o.id = w.order_id`;
}

/** Marks an order for people to look at, and says so to them and to its owner; its state stays. */
export function attentionStatement(
  terms: RaisingTerms,
  order: OrderRow,
  reason: "deposit_reversed",
): SQL {
  const published: Published[] = [
    {
      id: terms.newEventId(),
      type: "order.deposit_reversed",
      data: sql`${MONEY} - 'memberId' - 'lines'`,
    },
    raisedOf(terms, reason),
  ];
  return sql`with moved as (
      update orders.sales_order set attention = orders.more_important(attention, ${reason}), version = version + 1, updated_at = clock_timestamp()
       where id = ${order.id} and state = ${order.state} and version = ${order.version} returning *
    ), told as (${toldOf("attention_raised", "saga", { reason })}), sent as (${sentOf(published, terms.requestId)}),
    next as (${stepOf(null, terms.pace)})
    select ${MOVED} as "order", null::jsonb as step, ${SENT} as events from moved m`;
}

/** Says to its owner that a deposit is there again, once after each time it was taken back; the mark is for staff to clear. */
export function paidAgainStatement(terms: RaisingTerms, { order, step }: Held): SQL {
  const published: Published[] = [
    { id: terms.newEventId(), type: "order.paid_again", data: MONEY },
  ];
  return sql`with seen as (
      select * from orders.sales_order
       where id = ${order.id} and state = ${order.state} and version = ${order.version} for update
    ), moved as (
      update orders.sales_order o set version = o.version + 1, updated_at = clock_timestamp()
        from seen where o.id = seen.id and not exists (
          select from orders.order_event e where e.order_id = o.id and e.name = 'deposit_returned'
             and e.version > (select coalesce(max(r.version), 0) from orders.order_event r
                               where r.order_id = o.id and r.name = 'attention_raised' and r.data ->> 'reason' = 'deposit_reversed'))
      returning o.*
    ), told as (${toldOf("deposit_returned", "saga", {})}), sent as (${sentOf(published, terms.requestId)}),
    gone as (delete from orders.step s using seen
              where s.subject = seen.id and s.name = ${step.name} and s.version = ${step.version})
    select coalesce((select ${MOVED} from moved m), orders.order_json(row(seen.*)::orders.sales_order)) as "order",
           null::jsonb as step, ${SENT} as events
      from seen`;
}
