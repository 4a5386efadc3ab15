/** Charges of points in PostgreSQL: each verb is one function, called as one statement. @see db/migrations/0005_point_charges.sql */
import type { Database } from "@edgemart/postgres/client";
import { attempt, keyedEffects } from "@edgemart/postgres/keyed-effect";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { keyedEffect } from "../../db/schema.ts";
import type { ChargeStore } from "../ports/charge-store.ts";
import { Answer, columns, json } from "./function-calls.ts";
import { RefundAnswer } from "./refund-store.postgres.ts";

const effects = keyedEffects(keyedEffect, "subject_id");
const Did = z.object({ did: z.string() });

/** Makes the store of charges. @param requestId goes into the events of what is written */
export function postgresCharges(db: Database, requestId: string): ChargeStore {
  async function ask<T>(call: SQL, answer: z.ZodType<T>): Promise<T> {
    const [found] = await runContended(db, sql`select ${call} as answer`, z.object({ answer }));
    if (!found) throw new Error("a function gave no row");
    return found.answer;
  }
  return {
    async open({ readySeconds, ...charge }, balanceMax, key) {
      const fields = json(columns({ ...charge, ready_seconds: readySeconds }));
      const made = sql`(select answer #>> '{row,id}' as subject_id, answer #>> '{row,id}' as made_id
                          from opened where answer ->> 'did' = 'made')`;
      const row = await attempt(
        db,
        sql`with opened as materialized (
              select payment.open_charge(${fields}, ${balanceMax}::bigint, ${requestId}) as answer
               where ${effects.isUnused(key)}),
            claimed as (${effects.claim(key, made)})
            select answer from opened`,
        z.object({ answer: z.union([Answer, Did]) }),
      );
      // Guarantee of the cast: the words are those the function is written with.
      return row === null ? "lost" : (row.answer as Awaited<ReturnType<ChargeStore["open"]>>);
    },
    recall: (key) => effects.recall(db, key),
    async requestRefund(refund) {
      const call = sql`payment.request_charge_refund(${json(columns(refund))}, ${requestId})`;
      // Guarantee of the cast: as above.
      return (await ask(call, z.union([RefundAnswer, Did]))) as Awaited<
        ReturnType<ChargeStore["requestRefund"]>
      >;
    },
  };
}
