/** Movements of points that pay nothing: each is one call of a function of the ledger. */
import type { Database } from "@edgemart/postgres/client";
import { attempt, keyedEffects } from "@edgemart/postgres/keyed-effect";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { auditEvent, keyedEffect } from "../../db/schema.ts";
import type { PointWrites } from "../ports/points.ts";

const effects = keyedEffects(keyedEffect, "subject_id");

/** Makes the movements of points. */
export function postgresPointWrites(db: Database): PointWrites {
  async function answerOf<State extends string>(
    call: ReturnType<typeof sql>,
    states: readonly [State, ...State[]],
  ): Promise<State> {
    const [row] = await runContended(
      db,
      sql`select ${call} as answer`,
      z.object({ answer: z.enum(states) }),
    );
    if (!row) throw new Error("a function answers one row");
    // Guarantee of the cast: the schema has just compared it.
    return row.answer as State;
  }

  return {
    earn: ({ orderId, memberId, n, amount, due }) =>
      answerOf(
        sql`payment.points_earn(${orderId}, ${memberId}, ${n}::integer, ${amount}::bigint, ${due}::timestamptz)`,
        ["pending", "posted", "voided", "superseded", "mismatched"],
      ),

    settleEarn: (orderId, days) =>
      answerOf(sql`payment.points_settle_earn(${orderId}, ${days}::integer)`, [
        "posted",
        "voided",
        "none",
      ]),

    grant: ({ key, memberId, amount, reason, referenceType, referenceId }, days) =>
      answerOf(
        sql`payment.points_adjust('grant:' || ${key}::text, ${memberId}, ${amount}::bigint, ${reason},
                                  ${referenceType}, ${referenceId}, ${days}::integer)`,
        ["posted", "mismatched"],
      ),

    async adjust({ memberId, amount, reason }, { key, viewer, requestId }, days) {
      const name = key === null ? requestId : `${key.principal}:${key.key}`;
      const done = sql`(select ${memberId}::text as subject_id, asked.id as made_id
                          from asked where asked.answer = 'posted')`;
      // Both keys name this one movement: a repeat finds the transfer, and the other write's row undoes this one.
      const row = await attempt(
        db,
        sql`with asked as materialized (
              select 'adjust:' || ${name}::text as id,
                     payment.points_adjust('adjust:' || ${name}::text, ${memberId}, ${amount}::bigint, ${reason},
                                           'MANUAL', ${name}, ${days}::integer) as answer
               where ${effects.isUnused(key)}),
            logged as (
              insert into ${auditEvent} (actor_id, action, subject_id, changes, request_id)
              select ${viewer.memberId}, 'points.adjusted', subject_id,
                     ${JSON.stringify({ amount, reason })}::jsonb, ${requestId} from ${done} as done),
            claimed as (${effects.claim(key, done)})
            select id, answer from asked`,
        z.object({ id: z.string(), answer: z.enum(["posted", "insufficient", "mismatched"]) }),
      );
      if (row === null || row.answer === "mismatched") return "lost";
      return row.answer === "posted" ? { transferId: row.id } : "insufficient";
    },

    recall: (key) => effects.recall(db, key),

    async expire(lotsMax) {
      const [row] = await runContended(
        db,
        sql`select payment.points_expire(${lotsMax}::integer) as done`,
        z.object({ done: z.int() }),
      );
      return row?.done ?? 0;
    },
  };
}
