/** What every write of an administrator brings along: its key and its audit line, in the statement that writes. */
import type { Database } from "@edgemart/postgres/client";
import { brokenConstraint } from "@edgemart/postgres/errors";
import { attempt, keyedEffects } from "@edgemart/postgres/keyed-effect";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { auditEvent, keyedEffect } from "../../db/schema.ts";
import type { Outcome, Write } from "../ports/administration.ts";

const effects = keyedEffects(keyedEffect, "subject_id");
export const { isUnused, recall, forgetOld } = effects;

/** What a write was done to, where it made nothing under that: the `id` of the CTE `done`. */
export const SUBJECT = sql`(select id as subject_id, null::text as made_id from done)`;

/**
 * CTEs `logged` and `claimed`, for each row of `done`.
 *
 * @param done   CTE with `subject_id` and `made_id`, empty when the write did nothing
 * @param action `<thing>.<past participle>`
 * @param asked  the input, as the audit trail has it
 * @param beside of a row of `done`: what else the trail notes, as jsonb
 */
export function effectsOf(
  write: Write,
  done: SQL,
  action: string,
  asked: object,
  beside: SQL = sql`'{}'::jsonb`,
): SQL {
  return sql`logged as (
      insert into ${auditEvent} (actor_id, action, subject_id, changes, request_id)
      select ${write.viewer.memberId}, ${action}, subject_id, ${JSON.stringify(asked)}::jsonb || ${beside}, ${write.requestId}
        from ${done} as done
    ), claimed as (${effects.claim(write.key, done)})`;
}

/** Runs a write that answers a row when it was done. */
export async function outcomeOf(db: Database, statement: SQL): Promise<Outcome> {
  try {
    return { kind: (await attempt(db, statement, z.object({}))) === null ? "lost" : "done" };
  } catch (thrown) {
    const constraint = brokenConstraint(thrown);
    if (constraint === null) throw thrown;
    return { kind: "broken", constraint };
  }
}

/** A text array as a parameter: the driver sends arrays as JSON. */
export function textArray(values: readonly string[]): SQL {
  if (values.length === 0) return sql`'{}'::text[]`;
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}
