/** What owners read of their payments, from PostgreSQL. */
import { statesOf } from "@edgemart/contracts/transitions";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { SagaReads } from "../ports/saga-reads.ts";

const ENTRIES_MAX = 1_000;

const minor = z.coerce.number().int();
const SettledRow = z.object({
  reference: z.string(),
  paymentId: z.string(),
  state: z.enum(statesOf("payment")),
  cardMinor: minor,
  pointAmount: minor,
  refundedCard: minor,
  refundedPoints: minor,
  place: z.object({ at: z.string(), id: z.string() }),
});
const Entry = z.object({
  at: Instant,
  source: z.enum(["event", "webhook", "gateway_call", "ledger", "refund"]),
  paymentId: z.string(),
  name: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Makes the reads of owners; one statement each. */
export function postgresSagaReads(db: Database): SagaReads {
  return {
    async settled(purpose, since, after, limit) {
      const rest = after
        ? sql`(p.updated_at, p.id) > (${after.at}::timestamptz, ${after.id})`
        : sql`p.updated_at >= ${since}::timestamptz`;
      return run(
        db,
        sql`select p.reference, p.id as "paymentId", p.state, p.card_minor as "cardMinor",
                   p.point_amount as "pointAmount", p.refunded_card as "refundedCard",
                   p.refunded_points as "refundedPoints",
                   jsonb_build_object('at', p.updated_at, 'id', p.id) as place
              from payment.payment p
             where p.purpose = ${purpose} and p.state not in ('READY', 'CONFIRMING', 'AWAITING_DEPOSIT') and ${rest}
             order by p.updated_at, p.id limit ${limit}`,
        SettledRow,
      );
    },
    async timeline(purpose, reference) {
      return run(
        db,
        sql`with p as (select id from payment.payment where purpose = ${purpose} and reference = ${reference})
            select at, source, payment_id as "paymentId", name, data from (
              select e.at, 'event' as source, e.payment_id, e.name, e.data
                from payment.payment_event e join p on p.id = e.payment_id
              union all
              select w.received_at, 'webhook', w.payment_id, w.type,
                     jsonb_build_object('status', w.status, 'handled', w.handled_at is not null)
                from payment.webhook w join p on p.id = w.payment_id
              union all
              select c.at, 'gateway_call', c.payment_id, c.verb,
                     jsonb_build_object('key', c.key, 'ms', c.ms, 'httpStatus', c.http_status, 'code', c.code,
                                        'refundId', c.refund_id)
                       || coalesce(c.answered, '{}')
                from payment.gateway_call c join p on p.id = c.payment_id
              union all
              select r.updated_at, 'refund', r.payment_id, r.state,
                     jsonb_build_object('refundId', r.id, 'cardMinor', r.card_minor, 'pointAmount', r.point_amount,
                                        'refusal', r.refusal, 'refusals', r.refusals, 'byHand', r.by_hand,
                                        'note', r.note, 'attention', r.attention, 'reason', r.reason)
                from payment.refund r join p on p.id = r.payment_id
              union all
              select moved.at, 'ledger', coalesce(u.id, r.payment_id, ''), t.kind,
                     jsonb_build_object('transferId', t.id, 'state', moved.state, 'amount', coalesce(e.amount, t.amount),
                                        'balanceAfter', e.balance_after)
                from payment.point_transfer t
                left join payment.refund r on t.id = 'refund:' || r.id
                left join p as u on t.id = 'use:' || u.id
               -- One that waited has two lines: when it was made, and when it was settled.
               cross join lateral (
                 select t.made_at as at, 'pending' as state where t.settled_at is distinct from t.made_at
                 union all
                 select t.settled_at, t.state where t.settled_at is not null) as moved
                left join payment.point_entry e
                  on e.transfer_id = t.id and e.account = 'member' and moved.state = 'posted'
               where t.reference_id = ${reference} and exists (select from p)
            ) as entry order by at limit ${ENTRIES_MAX}`,
        Entry,
      );
    },
  };
}
