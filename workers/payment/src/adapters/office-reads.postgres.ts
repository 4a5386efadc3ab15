/** What the administration reads of payments, from PostgreSQL. */
import { AdminPaymentDetail, PaymentCounts } from "@edgemart/contracts/payment-admin";
import { PaymentDifference } from "@edgemart/contracts/payment-books";
import type { Database } from "@edgemart/postgres/client";
import { Digits, Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { adminPayment, adminPaymentFacts, adminRefund } from "../core/office-view.ts";
import { PaymentRow } from "../core/payment-row.ts";
import { RefundRow } from "../core/payment-view.ts";
import type { OfficeReads, PaymentFilters } from "../ports/office.ts";

/** Lines of each kind on the page of one payment. */
const LINES_MAX = 200;

const Listed = z.object({ row: PaymentRow, refundAttention: z.boolean() });
const Difference = PaymentDifference.extend({
  id: Digits,
  foundAt: Instant,
  closedAt: Instant.nullable(),
});
const { events, calls, webhooks } = AdminPaymentDetail.shape;
const Detail = z.object({
  row: PaymentRow,
  refunds: z.array(RefundRow),
  differences: z.array(Difference),
  events: z.array(events.element.extend({ at: Instant })),
  calls: z.array(calls.element.extend({ at: Instant })),
  webhooks: z.array(webhooks.element.extend({ at: Instant, handledAt: Instant.nullable() })),
});

const REFUND_ATTENTION = sql`exists (select from payment.refund r
                                      where r.payment_id = p.id and r.attention is not null)`;
const DIFFERENCE = sql`jsonb_build_object('id', d.id, 'day', d.day, 'kind', d.kind, 'paymentId', d.payment_id,
  'data', d.data, 'foundAt', d.found_at, 'closedAt', d.closed_at, 'closedBy', d.closed_by, 'note', d.note)`;

/** Makes the reads of the administration; one statement each. */
export function postgresOfficeReads(db: Database): OfficeReads {
  return {
    async list(filters, after, limit) {
      const older = after
        ? sql`(p.created_at, p.id) < (${after.createdAt}::timestamptz, ${after.id})`
        : sql`true`;
      const rows = await run(
        db,
        sql`select to_jsonb(p) as row, ${REFUND_ATTENTION} as "refundAttention"
              from payment.payment p where ${sql.join([older, ...conditionsOf(filters)], sql` and `)}
             order by p.created_at desc, p.id desc limit ${limit}`,
        Listed,
      );
      return rows.map(({ row, refundAttention }) => adminPayment(row, refundAttention));
    },

    async counts() {
      const [row] = await run(
        db,
        sql`select (select count(*)::int from payment.payment where attention is not null) as payments,
                   (select count(*)::int from payment.refund where attention is not null) as refunds,
                   (select count(*)::int from payment.difference where closed_at is null) as differences,
                   (select count(*)::int from payment.payment where state = 'ORPHANED') as orphaned`,
        PaymentCounts,
      );
      if (!row) throw new Error("a statement without FROM answers one row");
      return row;
    },

    async one(paymentId) {
      const [found] = await run(db, detailOf(paymentId), Detail);
      if (!found) return null;
      const { row, refunds, ...lines } = found;
      const isPaid = row.state === "PAID";
      return {
        ...adminPayment(
          row,
          refunds.some(({ attention }) => attention !== null),
        ),
        ...adminPaymentFacts(row),
        ...lines,
        refunds: refunds.map((refund) => adminRefund(refund, row.currency, isPaid)),
      };
    },

    async refund(refundId) {
      const [found] = await run(
        db,
        sql`select to_jsonb(p) as row, to_jsonb(r) as refund
              from payment.refund r join payment.payment p on p.id = r.payment_id where r.id = ${refundId}`,
        z.object({ row: PaymentRow, refund: RefundRow }),
      );
      if (!found) return null;
      return adminRefund(found.refund, found.row.currency, found.row.state === "PAID");
    },

    async differences(status, before, limit) {
      const rows = await run(
        db,
        sql`select ${DIFFERENCE} as item from payment.difference d
             where ${status === "open" ? sql`d.closed_at is null` : sql`d.closed_at is not null`}
               and ${before === null ? sql`true` : sql`d.id < ${before}`}
             order by d.id desc limit ${limit}`,
        z.object({ item: Difference }),
      );
      return rows.map(({ item }) => item);
    },

    async difference(id) {
      const [row] = await run(
        db,
        sql`select ${DIFFERENCE} as item from payment.difference d where d.id = ${id}::bigint`,
        z.object({ item: Difference }),
      );
      return row?.item ?? null;
    },
  };
}

/** Makes a condition of each filter that is named. */
function conditionsOf(filters: PaymentFilters): SQL[] {
  const { status, purpose, instrument, reference, memberId, attention, from, to } = filters;
  return [
    status && sql`p.state = ${status}`,
    purpose && sql`p.purpose = ${purpose}`,
    instrument && sql`p.card_minor > 0 and p.instrument ->> 'kind' = ${instrument}`,
    reference &&
      sql`p.id in (select ${reference}::text
                   union all select id from payment.payment where reference = ${reference}
                   union all select payment_id from payment.refund where id = ${reference})`,
    memberId && sql`p.member_id = ${memberId}`,
    attention &&
      sql`p.id in (select id from payment.payment where attention is not null
                   union all select payment_id from payment.refund where attention is not null)`,
    from && sql`p.created_at >= ${from}::timestamptz`,
    to && sql`p.created_at < ${to}::timestamptz`,
  ].filter((condition) => condition !== undefined && condition !== "");
}

function detailOf(paymentId: string): SQL {
  return sql`select to_jsonb(p) as row,
      (select coalesce(jsonb_agg(to_jsonb(r) order by r.created_at desc, r.id desc), '[]')
         from payment.refund r where r.payment_id = p.id) as refunds,
      (select coalesce(jsonb_agg(${DIFFERENCE} order by d.id desc), '[]')
         from payment.difference d where d.payment_id = p.id) as differences,
      (select coalesce(jsonb_agg(e.line order by e.version desc), '[]') from (
         select version, jsonb_build_object('version', version, 'at', at, 'name', name, 'data', data) as line
           from payment.payment_event where payment_id = p.id order by version desc limit ${LINES_MAX}) as e) as events,
      (select coalesce(jsonb_agg(c.line order by c.id desc), '[]') from (
         select id, jsonb_build_object('at', at, 'verb', verb, 'refundId', refund_id, 'key', key, 'ms', ms,
                                       'httpStatus', http_status, 'code', code, 'answered', answered) as line
           from payment.gateway_call where payment_id = p.id order by id desc limit ${LINES_MAX}) as c) as calls,
      (select coalesce(jsonb_agg(w.line order by w.received_at desc), '[]') from (
         select received_at, jsonb_build_object('at', received_at, 'type', type, 'status', status,
                                                'handledAt', handled_at) as line
           from payment.webhook where payment_id = p.id order by received_at desc limit ${LINES_MAX}) as w) as webhooks
    from payment.payment p where p.id = ${paymentId}`;
}
