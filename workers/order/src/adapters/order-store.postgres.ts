/** Orders in PostgreSQL: how they are placed, read, paid and taken from one step to the next. */

import { Currency } from "@edgemart/contracts/money";
import { ATTEMPTS_MAX } from "@edgemart/contracts/order";
import { type AmountInput, minorOf } from "@edgemart/contracts/payment";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Held, OrderRow, StepRow } from "../core/rows.ts";
import type { Beginning, Heard, OrderStore } from "../ports/orders.ts";
import { placedBy, placeOrder } from "./place.postgres.ts";
import { type SagaTerms, settle } from "./settle.postgres.ts";
import { inSeconds, LEASE_SECONDS, MOVED, stepOf, toldOf } from "./statements.ts";

/** What the store is made with. */
export interface StoreTerms extends SagaTerms {
  readyMinutes: number;
}

/** Deposits that guests of one address prefix may be awaited of at once: each holds stock for a day. @see specs/orders.md 11 */
const GUESTS_DEPOSITS_MAX = 10;

/** Seconds a step is a message's: longer, and the message is taken for lost. */
const HANDED_SECONDS = 60;

const HeldRow = z.object({ order: OrderRow, step: StepRow });
const NotedRow = z.object({ order: OrderRow, step: StepRow.nullable() });

/** Makes the store of orders. */
export function postgresOrders(terms: StoreTerms): OrderStore {
  const { db } = terms;
  const held = (statement: SQL) => runContended(db, statement, HeldRow);
  const first = async (statement: SQL): Promise<Held | null> => (await held(statement))[0] ?? null;
  const found = async (where: SQL): Promise<OrderRow | null> => {
    const statement = sql`select orders.order_json(o) as "order" from orders.sales_order o where ${where}`;
    const [row] = await run(db, statement, z.object({ order: OrderRow }));
    return row?.order ?? null;
  };
  return {
    place: (placing) => placeOrder(terms, placing),
    placedBy: (principal, key) => placedBy(terms, principal, key),
    find: (orderId) => found(sql`o.id = ${orderId}`),
    findByPayment: (paymentId) =>
      found(
        sql`o.id = (select a.order_id from orders.attempt a where a.payment_id = ${paymentId})`,
      ),
    begin: (order, beginning, lines) => first(beginStatement(terms, order, beginning, lines)),
    async beginConfirm(paymentId, amount, paymentKey) {
      const noted = confirmStatement(terms, paymentId, amount, paymentKey);
      const [row] = await runContended(db, noted, NotedRow);
      return row ?? null;
    },
    replaceStep: (order, step) =>
      first(sql`with s as (
          update orders.step s
             set name = ${step.name}, args = ${JSON.stringify(step.args)}::jsonb, due_at = clock_timestamp(),
                 version = o.version, lease_until = ${inSeconds(LEASE_SECONDS, terms.pace)}, tries = 0, error = null
            from orders.sales_order o
           where s.subject = ${order.id} and o.id = s.order_id and o.version = ${order.version} and ${FREE} and ${OPEN}
          returning s.*)
        select to_jsonb(s) as step, orders.order_json(o) as "order"
          from s join orders.sales_order o on o.id = s.order_id`),
    settle: (each, decision) => settle(terms, each, decision),
    take: ({ looks, limit }) =>
      held(
        takeStatement(
          terms,
          sql`(s.name = 'look') = ${looks}::boolean and s.due_at <= clock_timestamp()`,
          limit,
        ),
      ),
    handOver: (limit) =>
      runContended(
        db,
        sql`with due as (
            select s.subject from orders.step s where s.name <> 'look' and s.due_at <= clock_timestamp() and ${FREE}
             order by s.due_at, s.subject limit ${limit} for update skip locked)
          update orders.step s set lease_until = ${inSeconds(HANDED_SECONDS, terms.pace)}
            from due where s.subject = due.subject returning s.subject, s.lease_until::text as stamp`,
        z.object({ subject: z.string(), stamp: z.string() }),
      ),
    takeHanded: (steps) =>
      held(sql`with taken as (
          update orders.step s set lease_until = ${inSeconds(LEASE_SECONDS, terms.pace)}, tries = s.tries + 1
            from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as h(subject text, stamp timestamptz)
           where s.subject = h.subject and s.lease_until = h.stamp returning s.*)
        select to_jsonb(t) as step, orders.order_json(o) as "order"
          from taken t join orders.sales_order o on o.id = t.order_id order by t.due_at, t.subject`),
    takeOf: (subject, only) =>
      first(
        takeStatement(
          terms,
          sql`s.subject = ${subject} and s.name = coalesce(${only ?? null}::text, s.name)`,
          1,
        ),
      ),
    endOverdue: (limit) => endOverdue(terms, limit),
    async hear(heard) {
      const subject = z.object({ subject: z.string() });
      const [row] = await runContended(db, hearStatement(heard), subject);
      return row?.subject ?? null;
    },
  };
}

/** No one has the step `s`. */
const FREE = sql`coalesce(s.lease_until, '-infinity') <= clock_timestamp()`;

/** The step `s` waits for money: what comes after money is never replaced by an end. */
const OPEN = sql`s.name in ('open', 'look', 'confirm')`;

function beginStatement(
  terms: StoreTerms,
  order: OrderRow,
  { paymentId, cardMinor, pointAmount, instrument, cashReceipt }: Beginning,
  lines: { cardMinor: number; pointAmount: number }[],
): SQL {
  const parts = order.lines.map(({ line }, index) => ({ line, ...lines[index] }));
  const args = { instrument, cashReceipt };
  return sql`with moved as (
      update orders.sales_order
         set state = 'PAYING', version = version + 1, attempts = attempts + 1, payment_id = ${paymentId},
             card_minor = ${cardMinor}, point_amount = ${pointAmount}, reason = null, updated_at = clock_timestamp(),
             deadline_at = clock_timestamp() + make_interval(mins => ${terms.readyMinutes}::int)
       where id = ${order.id} and state = 'PENDING' and version = ${order.version} and attempts < ${ATTEMPTS_MAX}
         and placed_at + interval '60 minutes' > clock_timestamp()
         and (${instrument !== "virtual_account"}::boolean or member_id is not null
              or orders.may_await_deposit(client_digest, ${GUESTS_DEPOSITS_MAX}))
      returning *
    ), parts as (
      update orders.order_line l set card_minor = p."cardMinor", point_amount = p."pointAmount"
        from moved, jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p(line int, "cardMinor" bigint, "pointAmount" bigint)
       where l.order_id = moved.id and l.line = p.line
    ), tried as (
      insert into orders.attempt (payment_id, order_id, n, instrument)
      select payment_id, id, attempts, ${instrument} from moved
    ), told as (${toldOf("attempt_begun", "shopper", { paymentId, cardMinor, pointAmount })}),
    next as (${stepOf({ name: "open", args, dueSeconds: 0 }, terms.pace)})
    select ${MOVED} as "order", (select to_jsonb(n) from next n) as step from moved m`;
}

/** A key already noted stays: another one, sent while it is being confirmed, must not take its place. */
function confirmStatement(
  { pace }: StoreTerms,
  paymentId: string,
  amount: AmountInput,
  paymentKey: string,
): SQL {
  const inAny = sql.join(
    Currency.options.map((each) => sql`(${each}::text, ${minorOf(amount, each)}::bigint)`),
    sql`, `,
  );
  return sql`with s as (
      update orders.step s
         set name = 'confirm', args = jsonb_build_object('paymentKey', ${paymentKey}::text), due_at = clock_timestamp(),
             lease_until = ${inSeconds(LEASE_SECONDS, pace)}, tries = 0, error = null
        from orders.sales_order o
       where s.subject = o.id and o.payment_id = ${paymentId} and o.state = 'PAYING'
         and (o.currency::text, o.card_minor) in (values ${inAny})
         and (s.name = 'look' or s.name = 'confirm' and s.args ->> 'paymentKey' = ${paymentKey})
      returning s.*)
    select (select to_jsonb(s) from s) as step, orders.order_json(o) as "order" from orders.sales_order o
     where o.id = (select a.order_id from orders.attempt a where a.payment_id = ${paymentId})`;
}

function takeStatement({ pace }: StoreTerms, which: SQL, limit: number): SQL {
  return sql`with due as (
      select s.subject from orders.step s where ${which} and ${FREE}
       order by s.due_at, s.subject limit ${limit} for update skip locked
    ), taken as (
      update orders.step s set lease_until = ${inSeconds(LEASE_SECONDS, pace)}, tries = s.tries + 1
        from due where s.subject = due.subject returning s.*)
    select to_jsonb(t) as step, orders.order_json(o) as "order"
      from taken t join orders.sales_order o on o.id = t.order_id order by t.due_at, t.subject`;
}

/** What has no step ends at once, in bulk: its hold expired by itself. For the others the end becomes the step. */
async function endOverdue({ db }: StoreTerms, limit: number): Promise<number> {
  const [row] = await runContended(
    db,
    sql`with late as (
        select o.id, o.state, exists (select from orders.step s where s.subject = o.id) as has_step
          from orders.sales_order o
         where o.deadline_at <= clock_timestamp() and o.state <> 'PLACING'
         order by o.deadline_at limit ${limit} for update skip locked
      ), moved as (
        update orders.sales_order o
           set state = 'EXPIRED', version = o.version + 1, deadline_at = null, reason = 'expired',
               closed_at = clock_timestamp(), updated_at = clock_timestamp()
          from late where o.id = late.id and late.state = 'PENDING' returning o.*, late.has_step
      ), told as (
        insert into orders.order_event (order_id, version, name, actor, data)
        select id, version, 'expired', 'saga', '{"reason": "expired"}' from moved
      ), freed as (
        update orders.step s set version = m.version, name = 'release', args = '{}', due_at = clock_timestamp(),
               lease_until = null, tries = 0, error = null
          from moved m where m.has_step and s.subject = m.id
      ), ends as (
        insert into orders.step as s (subject, order_id, version, name, args, due_at)
        select o.id, o.id, o.version, 'end',
               jsonb_build_object('to', case late.state when 'PAYING' then 'PENDING' else 'EXPIRED' end, 'reason', 'expired'),
               clock_timestamp()
          from late join orders.sales_order o on o.id = late.id where late.state <> 'PENDING'
        on conflict (subject) do update
           set version = excluded.version, name = excluded.name, args = excluded.args, due_at = excluded.due_at, tries = 0, error = null
         where ${OPEN} and ${FREE}
        returning s.subject)
      select (select count(*) from moved)::int + (select count(*) from ends)::int as ended`,
    z.object({ ended: z.int() }),
  );
  return row?.ended ?? 0;
}

/** An event counts once. A refund's is its change's; a payment's is the step that is there, else a look. */
function hearStatement({ eventId, orderId, refundId, isRefunded, paidForGood }: Heard): SQL {
  const seen = sql`seen as (
    insert into orders.seen_event (id) values (${eventId}) on conflict do nothing returning id)`;
  if (refundId !== null) {
    // Staff may have settled at payment what was refused before: the change that had failed goes on with it.
    return sql`with ${seen}, again as (
        update orders.change c
           set state = 'REFUNDING', version = c.version + 1, failure = null, needs_account = false, updated_at = clock_timestamp()
          from seen where c.refund_id = ${refundId} and c.order_id = ${orderId} and c.state = 'FAILED' and ${isRefunded}::boolean
        returning c.id, c.order_id, c.version
      ), moved as (
        update orders.sales_order o set version = o.version + 1, updated_at = clock_timestamp(),
               attention = nullif(o.attention, 'refund_failed')
          from again where o.id = again.order_id returning o.id, o.version, again.id as change_id
      ), told as (
        insert into orders.order_event (order_id, version, name, actor, data)
        select id, version, 'change_refunding', 'saga', jsonb_build_object('changeId', change_id) from moved
      ), begun as (
        insert into orders.step (subject, order_id, version, name, due_at)
        select id, order_id, version, 'refund', clock_timestamp() from again on conflict (subject) do nothing returning subject
      ), due as (
        update orders.step s set due_at = clock_timestamp() from seen, orders.change c
         where c.refund_id = ${refundId} and c.order_id = ${orderId} and s.subject = c.id returning s.subject)
      select subject from begun union select subject from due`;
  }
  return sql`with ${seen}
    insert into orders.step as s (subject, order_id, version, name, due_at)
    select o.id, o.id, o.version, 'look', clock_timestamp() from orders.sales_order o, seen
     where o.id = ${orderId} and o.payment_id is not null
       and (o.paid_at is null or o.payment_id is distinct from ${paidForGood}::text)
    on conflict (subject) do update set due_at = clock_timestamp()
    returning s.subject`;
}
