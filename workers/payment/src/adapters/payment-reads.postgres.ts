/** What pages read of payments, from PostgreSQL. */
import { Currency } from "@edgemart/contracts/money";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { attemptOf } from "../core/attempt.ts";
import { PaymentRow } from "../core/payment-row.ts";
import { paymentView, RefundRow, refundView } from "../core/payment-view.ts";
import type { PaymentGateway } from "../ports/payment-gateway.ts";
import type { PaymentReads } from "../ports/payment-reads.ts";

const Found = z.object({ row: PaymentRow });

/** Makes the reads of payments; one statement each. @param gateway tells where the payer of an open one goes on */
export function postgresPaymentReads(
  db: Database,
  { next }: Pick<PaymentGateway, "next">,
): PaymentReads {
  const view = (row: PaymentRow) => paymentView(row, next(attemptOf(row)));
  return {
    async list(memberId, after, limit) {
      const older = after
        ? sql`(p.created_at, p.id) < (${after.createdAt}::timestamptz, ${after.id})`
        : sql`true`;
      const rows = await run(
        db,
        sql`select to_jsonb(p) as row from payment.payment p
             where p.member_id = ${memberId} and ${older}
             order by p.created_at desc, p.id desc limit ${limit}`,
        Found,
      );
      return rows.map(({ row }) => view(row));
    },

    async one(memberId, paymentId) {
      const [found] = await run(
        db,
        sql`select to_jsonb(p) as row from payment.payment p
             where p.id = ${paymentId} and p.member_id = ${memberId}`,
        Found,
      );
      return found ? view(found.row) : null;
    },

    async refunds(memberId, paymentId) {
      const [found] = await run(
        db,
        sql`select p.currency, (
              select coalesce(jsonb_agg(to_jsonb(r) order by r.created_at desc, r.id desc), '[]')
                from payment.refund r where r.payment_id = p.id) as items
              from payment.payment p where p.id = ${paymentId} and p.member_id = ${memberId}`,
        z.object({ currency: Currency, items: z.array(RefundRow) }),
      );
      return found ? found.items.map((row) => refundView(row, found.currency)) : null;
    },
  };
}
