/** The keyed effect of a write: part of the statement that writes, so neither exists without the other. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "./client.ts";
import { brokenConstraint, isUniqueViolation } from "./errors.ts";
import { run } from "./run.ts";
import { runContended } from "./run-contended.ts";

/** An idempotency key, whose it is, and the input it represents as a canonical text. */
export interface EffectKey {
  principal: string;
  key: string;
  input: string;
}

/**
 * How long an effect is kept, in days: the gateway knows a key for 31 (an answer's day and 30 more), so no one who is
 * let through later means the operation of then.
 */
export const EFFECT_KEPT_DAYS = 35;

const EffectRow = z.object({
  sameInput: z.boolean(),
  subjectId: z.string(),
  madeId: z.string().nullable(),
});
/** What a key did before: whom or what it was done to, and what was made under that subject when it is not itself. */
export type KeyedEffect = z.output<typeof EffectRow>;

/**
 * Binds the parts of a keyed write to a Worker's own table.
 *
 * @param table      columns `principal`, `key` (primary key `keyed_effect_principal_key_pk`), `fingerprint`, `made_id`, `created_at` and the subject's
 * @param subjectColumn our own name, never a caller's
 */
export function keyedEffects(table: SQL | { getSQL(): SQL }, subjectColumn: string) {
  const subject = sql.raw(subjectColumn);
  return {
    /** True while nothing was done under the key. */
    isUnused(key: EffectKey | null): SQL {
      if (key === null) return sql`true`;
      return sql`not exists (select from ${table} k
                              where k.principal = ${key.principal} and k.key = ${key.key})`;
    },

    /**
     * Writes the key for each row of `source`, which is empty when the write did nothing.
     *
     * @param source a CTE with the subject's column and `made_id`
     */
    claim(key: EffectKey | null, source: SQL): SQL {
      if (key === null) return sql`select`;
      return sql`insert into ${table} (principal, key, fingerprint, ${subject}, made_id)
                 select ${key.principal}, ${key.key}, ${fingerprint(key)}, ${subject}, made_id
                   from ${source} as done`;
    },

    /** What the key did before; null when nothing. */
    async recall(db: Database, key: EffectKey | null): Promise<KeyedEffect | null> {
      if (key === null) return null;
      const [row] = await run(
        db,
        sql`select fingerprint = ${fingerprint(key)} as "sameInput", ${subject} as "subjectId",
                   made_id as "madeId"
              from ${table} where principal = ${key.principal} and key = ${key.key}`,
        EffectRow,
      );
      return row ?? null;
    },

    /** Deletes effects older than `EFFECT_KEPT_DAYS`, the oldest first. @returns how many, at most `rowsMax` */
    async forgetOld(db: Database, rowsMax: number): Promise<number> {
      const [row] = await run(
        db,
        sql`with old as (
              select principal, key from ${table}
               where created_at < now() - make_interval(days => ${EFFECT_KEPT_DAYS})
               order by created_at limit ${rowsMax} for update skip locked),
            gone as (
              delete from ${table} k using old
               where k.principal = old.principal and k.key = old.key returning 1)
            select count(*)::int as gone from gone`,
        z.object({ gone: z.int() }),
      );
      return row?.gone ?? 0;
    },
  };
}

/**
 * Runs a keyed write and gives its row; null also when another write took the same key at the same moment, which undid this one.
 *
 * @param lock as `run` takes it
 */
export async function attempt<Row extends z.ZodType>(
  db: Database,
  statement: SQL,
  row: Row,
  lock?: SQL,
): Promise<z.output<Row> | null> {
  try {
    const [first] = await runContended(db, statement, row, lock);
    return first ?? null;
  } catch (thrown) {
    if (isUniqueViolation(thrown, "keyed_effect_principal_key_pk")) return null;
    throw thrown;
  }
}

/**
 * Runs a keyed write that answers a row when it was done.
 *
 * @param lock as `run` takes it
 * @returns `lost`: nothing was written, what it was based on is no longer so or its key was used · `broken`: it would break a constraint
 */
export async function outcomeOf(
  db: Database,
  statement: SQL,
  lock?: SQL,
): Promise<{ kind: "done" } | { kind: "lost" } | { kind: "broken"; constraint: string }> {
  try {
    return { kind: (await attempt(db, statement, z.object({}), lock)) === null ? "lost" : "done" };
  } catch (thrown) {
    const constraint = brokenConstraint(thrown);
    if (constraint === null) throw thrown;
    return { kind: "broken", constraint };
  }
}

function fingerprint(key: EffectKey): SQL {
  return sql`encode(sha256(convert_to(${key.input}::text, 'UTF8')), 'hex')`;
}
