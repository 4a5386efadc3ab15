/** Payments in PostgreSQL: each verb is one function of the schema, called as one statement. @see db/migrations/0002_attempts.sql */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { PaymentRow } from "../core/payment-row.ts";
import { LEASE_SECONDS } from "../core/waits.ts";
import type { MovedOr, PaymentStore } from "../ports/payment-store.ts";
import { Answer, columns, json, textArray } from "./function-calls.ts";

const Answered = z.object({ answer: z.union([Answer, z.strictObject({ did: z.string() })]) });

/**
 * Makes the store of payments.
 *
 * @param requestId goes into the events of what is written
 * @param pace      how much shorter a lease is; 1 outside tests
 */
export function postgresPayments(db: Database, requestId: string, pace: number): PaymentStore {
  const lease = sql`make_interval(secs => ${LEASE_SECONDS / pace}::float8)`;
  /** Runs a function that answers one row's fate. */
  const ask = async <Did extends string, Not extends string = never>(call: SQL) => {
    const [found] = await runContended(db, sql`select ${call} as answer`, Answered);
    if (!found) throw new Error("a function gave no row");
    // Guarantee of the cast: the words are those the function is written with.
    return found.answer as MovedOr<Did, Not>;
  };
  return {
    open: ({ readySeconds, ...attempt }) =>
      ask(
        sql`payment.open_attempt(${json(columns({ ...attempt, ready_seconds: readySeconds }))}, ${requestId})`,
      ),
    beginConfirm: (purpose, id, key, cardMinor) =>
      ask(
        sql`payment.begin_confirm(${purpose}, ${id}, ${key}::text, ${cardMinor}::bigint, ${lease}, ${requestId})`,
      ),
    beginKeyless: (purpose, id, cardMinor) =>
      ask(
        sql`payment.begin_keyless(${purpose}, ${id}, ${cardMinor}::bigint, ${lease}, ${requestId})`,
      ),
    apply: (id, seen, told, calls, waits) =>
      ask(
        sql`payment.apply_settlement(${id}, ${seen}::int, ${json(told)}, ${json(calls)}, ${json(waits)}, ${requestId})`,
      ),
    abandon: (attempt) =>
      ask(sql`payment.abandon_attempt(${json(columns(attempt))}, ${lease}, ${requestId})`),
    async takeDue(ids, most) {
      const list = ids === null ? sql`null::text[]` : textArray(ids);
      const rows = await runContended(
        db,
        sql`select answer from payment.take_due(${list}, ${most}::int, ${lease}) as answer`,
        z.object({ answer: Answer }),
      );
      return rows.map(({ answer }) => ({ ...answer, did: "look" as const }));
    },
    async expireReady(most) {
      const [row] = await runContended(
        db,
        sql`select payment.expire_ready(${most}::int, ${requestId}) as ended`,
        z.object({ ended: z.int() }),
      );
      return row?.ended ?? 0;
    },
    async read(purpose, ids) {
      const rows = await run(
        db,
        sql`select to_jsonb(p) as row from payment.payment p
             where p.purpose = ${purpose} and p.id = any (${textArray(ids)})`,
        z.object({ row: PaymentRow }),
      );
      return rows.map(({ row }) => row);
    },
  };
}
