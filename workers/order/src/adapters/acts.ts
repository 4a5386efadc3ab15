/** What an act brings along in the statement that does it: its key, and of staff the audit line. */
import { keyedEffects } from "@edgemart/postgres/keyed-effect";
import { type SQL, sql } from "drizzle-orm";
import { auditEvent, keyedEffect } from "../../db/schema.ts";
import type { Acting } from "../ports/changes.ts";

const effects = keyedEffects(keyedEffect, "subject_id");
export const { isUnused, recall, forgetOld } = effects;

/** The order that the CTE `moved` has, where nothing was made under it. */
const ORDER = sql`(select id as subject_id, null::text as made_id from moved)`;

/** What was written, where it is a row of its own: the `id` of the CTE `done`. */
export const SUBJECT = sql`(select id as subject_id, null::text as made_id from done)`;

/**
 * CTEs `logged` and `claimed`.
 *
 * @param done what was acted on: `subject_id`, and `made_id` or null; no row where nothing was done
 */
export function effectsOf(
  { actor, key, audit }: Acting,
  requestId: string,
  done: SQL = ORDER,
): SQL {
  const logged =
    audit === null
      ? sql`select`
      : sql`insert into ${auditEvent} (actor_id, action, subject_id, changes, request_id)
            select ${actor}, ${audit.action}, subject_id,
                   jsonb_strip_nulls(jsonb_build_object('reason', ${audit.because}::text, 'madeId', made_id))
                     || ${JSON.stringify(audit.changes ?? {})}::jsonb, ${requestId}
              from ${done} as done`;
  return sql`logged as (${logged}), claimed as (${effects.claim(key, done)})`;
}

/** A field of a patch: absent, the column keeps its value. @param cast its type in SQL, a name of ours */
export function patched(
  value: string | number | boolean | null | undefined,
  column: string,
  cast: string,
): SQL {
  return value === undefined ? sql.raw(column) : sql`${value}::${sql.raw(cast)}`;
}
