/** Groups of synonyms as administrators keep them, in PostgreSQL. */
import { AdminSynonym } from "@edgemart/contracts/catalog-synonyms";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { SynonymAdmin } from "../ports/administration.ts";
import { instant } from "./product-admin-reads.ts";
import { effectsOf, isUnused, outcomeOf, SUBJECT, textArray } from "./write-effects.ts";

const SYNONYM_JSON = sql`jsonb_build_object(
  'id', s.id, 'words', s.words, 'oneWay', s.one_way, 'version', s.version,
  'updatedAt', ${instant(sql`s.updated_at`)})`;

/** Keeps groups of synonyms in PostgreSQL. */
export function postgresSynonyms(db: Database): SynonymAdmin {
  const read = async (where: SQL) => {
    const rows = await run(
      db,
      sql`select ${SYNONYM_JSON} as item from catalog.synonym s where ${where} order by s.words[1], s.id`,
      z.object({ item: AdminSynonym }),
    );
    return rows.map(({ item }) => item);
  };
  return {
    list: () => read(sql`true`),
    find: async (id) => (await read(sql`s.id = ${id}`))[0] ?? null,
    insert: (id, input, write) =>
      outcomeOf(
        db,
        sql`with done as (
              insert into catalog.synonym (id, words, one_way)
              select ${id}, ${textArray(input.words)}, ${input.oneWay}::boolean where ${isUnused(write.key)}
              returning id
            ), ${effectsOf(write, SUBJECT, "synonym.created", input)}
            select id from done`,
      ),
    update: (id, version, next, asked, write) =>
      outcomeOf(
        db,
        sql`with done as (
              update catalog.synonym s
                 set words = ${textArray(next.words)}, one_way = ${next.oneWay}::boolean,
                     version = s.version + 1, updated_at = now()
               where s.id = ${id} and s.version = ${version} and ${isUnused(write.key)}
              returning s.id
            ), ${effectsOf(write, SUBJECT, "synonym.changed", asked)}
            select id from done`,
      ),
    remove: (id, version, write) =>
      outcomeOf(
        db,
        sql`with done as (
              delete from catalog.synonym s
               where s.id = ${id} and s.version = ${version} and ${isUnused(write.key)}
              returning s.id
            ), ${effectsOf(write, SUBJECT, "synonym.removed", {})}
            select id from done`,
      ),
  };
}
