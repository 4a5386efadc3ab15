/** Writes of the administration in PostgreSQL: the function, the audit line and the key are one statement. @see db/migrations/0007_office.sql */
import type { Database } from "@edgemart/postgres/client";
import { attempt, keyedEffects } from "@edgemart/postgres/keyed-effect";
import type { Write } from "@edgemart/worker-kit/write-terms";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { auditEvent, keyedEffect } from "../../db/schema.ts";
import { LEASE_SECONDS } from "../core/waits.ts";
import type { OfficeWrites, Written } from "../ports/office.ts";
import { Answer, json } from "./function-calls.ts";
import { RefundAnswer } from "./refund-store.postgres.ts";

const effects = keyedEffects(keyedEffect, "subject_id");
/** What a function says when it did what was asked; everything else is a refusal that leaves nothing behind. */
const DONE = sql`('requested', 'moved', 'is')`;
const Answered = z.object({
  answer: z.union([RefundAnswer, Answer, z.strictObject({ did: z.string() })]),
});

/** What an audit line says besides who, when and in which request. */
interface Trail {
  action: string;
  subjectId: string;
  changes: object;
}

/** Makes the writes. @param pace how much shorter a lease is; 1 outside tests */
export function postgresOfficeWrites(db: Database, pace: number): OfficeWrites {
  const lease = sql`make_interval(secs => ${LEASE_SECONDS / pace}::float8)`;
  const ask = async <Done, Not extends string>(
    call: SQL,
    { action, subjectId, changes }: Trail,
    { key, viewer, requestId }: Write,
  ): Promise<Written<Done, Not>> => {
    const row = await attempt(
      db,
      sql`with asked as materialized (select ${call} as answer where ${effects.isUnused(key)}),
            done as (select ${subjectId}::text as subject_id, null::text as made_id
                       from asked where answer ->> 'did' in ${DONE}),
            logged as (
              insert into ${auditEvent} (actor_id, action, subject_id, changes, request_id)
              select ${viewer.memberId}, ${action}, subject_id, ${json(changes)}, ${requestId} from done),
            claimed as (${effects.claim(key, sql`done`)})
          select answer from asked`,
      Answered,
    );
    if (row === null) return { did: "lost" };
    // Guarantee of the cast: the words are those the function is written with.
    return row.answer as Written<Done, Not>;
  };
  return {
    recall: (key) => effects.recall(db, key),
    askAgain: (refundId, account, reason, write) =>
      ask(
        sql`payment.ask_refund_again(${refundId}, ${account}::text, ${write.requestId})`,
        {
          action: "refund.asked_again",
          subjectId: refundId,
          changes: { hasAccount: account !== null, reason },
        },
        write,
      ),
    closeByHand: (refundId, note, write) =>
      ask(
        sql`payment.close_refund_by_hand(${refundId}, ${note}, ${write.requestId})`,
        { action: "refund.closed_by_hand", subjectId: refundId, changes: { note } },
        write,
      ),
    giveVoidAccount: (paymentId, account, reason, write) =>
      ask(
        sql`payment.give_void_account(${paymentId}, ${account}, ${lease}, ${write.requestId})`,
        { action: "payment.void_account_given", subjectId: paymentId, changes: { reason } },
        write,
      ),
    clearAttention: (paymentId, note, write) =>
      ask(
        sql`payment.clear_attention(${paymentId}, ${write.requestId})`,
        { action: "payment.attention_cleared", subjectId: paymentId, changes: { note } },
        write,
      ),
    closeDifference: (id, note, write) =>
      ask(
        sql`payment.close_difference(${id}::bigint, ${write.viewer.memberId}, ${note})`,
        { action: "difference.closed", subjectId: id, changes: { note } },
        write,
      ),
    beginReconcile: (days, write) =>
      ask(
        sql`'{"did": "moved"}'::jsonb`,
        { action: "books.compared", subjectId: `${days.from}/${days.to}`, changes: days },
        write,
      ),
  };
}
