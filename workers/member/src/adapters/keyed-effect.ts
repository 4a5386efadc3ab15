/** The keyed effect of a write: part of the statement that writes, so neither exists without the other. */
import type { Database } from "@edgemart/postgres/client";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { keyedEffect } from "../../db/schema.ts";
import type { EffectKey } from "../ports.ts";

/** True while nothing was done under the key. */
export function isUnused(key: EffectKey | null): SQL {
  if (key === null) return sql`true`;
  return sql`not exists (select from ${keyedEffect} k
                          where k.principal = ${key.principal} and k.key = ${key.key})`;
}

/**
 * Writes the key for each row of `source`, which is empty when the write did nothing.
 *
 * @param source a CTE with the columns `member_id` and `made_id`
 */
export function claim(key: EffectKey | null, source: SQL): SQL {
  if (key === null) return sql`select`;
  return sql`insert into ${keyedEffect} (principal, key, fingerprint, member_id, made_id)
             select ${key.principal}, ${key.key}, ${fingerprint(key)}, member_id, made_id
               from ${source} as done`;
}

/** What the key did before; null when nothing. */
export async function recall(
  db: Database,
  key: EffectKey | null,
): Promise<{ sameInput: boolean; memberId: string; madeId: string | null } | null> {
  if (key === null) return null;
  const [row] = await run<{ same: boolean; member_id: string; made_id: string | null }>(
    db,
    sql`select fingerprint = ${fingerprint(key)} as same, member_id, made_id from ${keyedEffect}
         where principal = ${key.principal} and key = ${key.key}`,
  );
  return row ? { sameInput: row.same, memberId: row.member_id, madeId: row.made_id } : null;
}

/**
 * Runs a write; no row also when another write took the same key at the same moment, which undid this one.
 */
export async function attempt<Row>(db: Database, statement: SQL): Promise<Row | null> {
  try {
    const [row] = await run<Row>(db, statement);
    return row ?? null;
  } catch (thrown) {
    if (isUniqueViolation(thrown, "keyed_effect_principal_key_pk")) return null;
    throw thrown;
  }
}

function fingerprint(key: EffectKey): SQL {
  return sql`encode(sha256(convert_to(${key.input}::text, 'UTF8')), 'hex')`;
}
