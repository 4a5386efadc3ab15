/** Refunds in PostgreSQL: each verb is one function of the schema, called as one statement. @see db/migrations/0004_refunds.sql */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { RefundRow } from "../core/payment-view.ts";
import { LEASE_SECONDS } from "../core/waits.ts";
import type { RefundMovedOr, RefundStore } from "../ports/refund-store.ts";
import { Answer, columns, json, textArray } from "./function-calls.ts";

/** Schema of what a function on a refund answers. */
export const RefundAnswer = Answer.extend({
  refund: RefundRow,
  byHandCard: z.coerce.number().int(),
  isOld: z.boolean(),
});
const Answered = z.object({ answer: z.union([RefundAnswer, z.strictObject({ did: z.string() })]) });

/**
 * Makes the store of refunds.
 *
 * @param requestId goes into the events of what is written
 * @param pace      how much shorter a lease is; 1 outside tests
 */
export function postgresRefunds(db: Database, requestId: string, pace: number): RefundStore {
  const lease = sql`make_interval(secs => ${LEASE_SECONDS / pace}::float8)`;
  const ask = async <Did extends string, Not extends string>(call: SQL) => {
    const [found] = await runContended(db, sql`select ${call} as answer`, Answered);
    if (!found) throw new Error("a function gave no row");
    // Guarantee of the cast: the words are those the function is written with.
    return found.answer as RefundMovedOr<Did, Not>;
  };
  return {
    request: (refund) => ask(sql`payment.request_refund(${json(columns(refund))}, ${requestId})`),
    begin: (id) => ask(sql`payment.begin_refund(${id}, ${lease}, ${requestId})`),
    settle: (id, seen, told, calls, waits) =>
      ask(
        sql`payment.settle_refund(${id}, ${seen}::int, ${json(told)}, ${json(calls)}, ${json(waits)}, ${requestId})`,
      ),
    async due(most) {
      const rows = await run(
        db,
        sql`select id from (
              (select id, next_look_at from payment.refund
                where state in ('REQUESTED', 'CONFIRMING') and next_look_at <= clock_timestamp()
                order by next_look_at limit ${most})
              union all
              (select id, next_look_at from payment.refund
                where state = 'DONE' and next_look_at is not null and next_look_at <= clock_timestamp()
                order by next_look_at limit ${most})) as due
             order by next_look_at limit ${most}`,
        z.object({ id: z.string() }),
      );
      return rows.map(({ id }) => id);
    },
    async read(purpose, ids) {
      const rows = await run(
        db,
        sql`select to_jsonb(r) as row from payment.refund r join payment.payment p on p.id = r.payment_id
             where p.purpose = ${purpose} and r.id = any (${textArray(ids)})`,
        z.object({ row: RefundRow }),
      );
      return rows.map(({ row }) => row);
    },
  };
}
