/** Our books, in PostgreSQL. */
import { statesOf } from "@edgemart/contracts/transitions";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { PaymentRow } from "../core/payment-row.ts";
import type { Books } from "../ports/books.ts";
import { json, textArray } from "./function-calls.ts";

const Booked = z.object({
  id: z.string(),
  state: z.enum(statesOf("payment")),
  refundKeys: z.array(z.string()),
  hasOpenRefund: z.boolean(),
});

/** Makes the books; one statement each. */
export function postgresBooks(db: Database): Books {
  return {
    booked: (ids) =>
      run(
        db,
        sql`select p.id, p.state,
                   (select coalesce(jsonb_agg(r.transaction_key), '[]') from payment.refund r
                     where r.payment_id = p.id and r.transaction_key is not null) as "refundKeys",
                   exists (select from payment.refund r where r.payment_id = p.id
                              and r.state in ('REQUESTED', 'CONFIRMING')) as "hasOpenRefund"
              from payment.payment p where p.id = any (${textArray(ids)})`,
        Booked,
      ),
    async paidOn(day, gateway) {
      const rows = await run(
        db,
        sql`select id from payment.payment
             where state = 'PAID' and card_minor > 0 and gateway = ${gateway}
               and paid_at >= (${day}::date)::timestamp at time zone 'Asia/Seoul'
               and paid_at < (${day}::date + 1)::timestamp at time zone 'Asia/Seoul'`,
        z.object({ id: z.string() }),
      );
      return rows.map(({ id }) => id);
    },
    async rows(ids) {
      const rows = await run(
        db,
        sql`select to_jsonb(p) as row from payment.payment p where p.id = any (${textArray(ids)})`,
        z.object({ row: PaymentRow }),
      );
      return rows.map(({ row }) => row);
    },
    async note(day, differences) {
      const rows = await run(
        db,
        sql`insert into payment.difference (day, kind, payment_id, data)
            select ${day}::date, d.kind, d."paymentId", d.data
              from jsonb_to_recordset(${json(differences)}) as d(kind text, "paymentId" text, data jsonb)
            on conflict do nothing returning 1 as found`,
        z.object({ found: z.int() }),
      );
      return rows.length;
    },
  };
}
