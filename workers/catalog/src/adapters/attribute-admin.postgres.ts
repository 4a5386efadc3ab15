/** Attributes of the facets and their values as administrators keep them, in PostgreSQL. */
import { AdminAttribute, type AttributeCreate } from "@edgemart/contracts/catalog-structure";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { AttributeAdmin } from "../ports/administration.ts";
import { texts } from "./fragments.ts";
import { instant } from "./product-admin-reads.ts";
import { effectsOf, isUnused, outcomeOf, SUBJECT, textArray } from "./write-effects.ts";

const ATTRIBUTE_JSON = sql`jsonb_build_object(
  'key', a.key, 'name', ${texts("a.name")}, 'position', a.position, 'values', (
    select coalesce(jsonb_agg(jsonb_build_object('key', v.key, 'label', ${texts("v.label")})
                              order by v.position, v.key), '[]')
      from catalog.attribute_value v where v.attribute_key = a.key),
  'version', a.version, 'updatedAt', ${instant(sql`a.updated_at`)})`;

/** Keeps attributes and their values in PostgreSQL. */
export function postgresAttributes(db: Database): AttributeAdmin {
  const read = async (where: SQL) => {
    const rows = await run(
      db,
      sql`select ${ATTRIBUTE_JSON} as item from catalog.attribute a where ${where}
           order by a.position, a.key`,
      z.object({ item: AdminAttribute }),
    );
    return rows.map(({ item }) => item);
  };
  return {
    list: () => read(sql`true`),
    find: async (key) => (await read(sql`a.key = ${key}`))[0] ?? null,
    async used(key, values) {
      const rows = await run(
        db,
        sql`select v.key from catalog.attribute_value v
             where v.attribute_key = ${key}
               and ${values === "any" ? sql`true` : sql`v.key = any(${textArray(values)})`}
               and ${isUsed}
             order by v.position, v.key`,
        z.object({ key: z.string() }),
      );
      return rows.map((row) => row.key);
    },
    insert: (input, write) =>
      outcomeOf(
        db,
        sql`with done as (
              insert into catalog.attribute (key, name_ko, name_en, position)
              select ${input.key}, ${input.name.ko}, ${input.name.en}, ${input.position}::int
               where ${isUnused(write.key)}
              returning key as id
            ), ${valuesOf(input)}, ${effectsOf(write, SUBJECT, "attribute.created", input)}
            select id from done`,
      ),
    update: (version, input, asked, write) =>
      outcomeOf(
        db,
        sql`with done as (
              update catalog.attribute a
                 set name_ko = ${input.name.ko}, name_en = ${input.name.en},
                     position = ${input.position}::int, version = a.version + 1, updated_at = now()
               where a.key = ${input.key} and a.version = ${version} and ${isUnused(write.key)}
                 and not exists (select from catalog.attribute_value v
                                  where v.attribute_key = a.key and ${isLeftOut(input)} and ${isUsed})
              returning a.key as id
            ), removed as (
              delete from catalog.attribute_value v using done
               where v.attribute_key = done.id and ${isLeftOut(input)}
            ), ${valuesOf(input)}, ${effectsOf(write, SUBJECT, "attribute.changed", asked)}
            select id from done`,
      ),
    remove: (key, version, write) =>
      outcomeOf(
        db,
        sql`with done as (
              delete from catalog.attribute a
               where a.key = ${key} and a.version = ${version} and ${isUnused(write.key)}
                 and not exists (select from catalog.attribute_value v
                                  where v.attribute_key = a.key and ${isUsed})
              returning a.key as id
            ), removed as (
              delete from catalog.attribute_value v using done where v.attribute_key = done.id
            ), ${effectsOf(write, SUBJECT, "attribute.removed", {})}
            select id from done`,
      ),
  };
}

/** Some product has value `v`. A product written in the same instant may still name it: such a value is shown nowhere. */
const isUsed = sql`exists (
  select from catalog.product p where p.facets @> array[v.attribute_key || '=' || v.key])`;

function isLeftOut({ values }: AttributeCreate): SQL {
  return sql`v.key <> all(${textArray(values.map(({ key }) => key))})`;
}

function valuesOf({ values }: AttributeCreate): SQL {
  const rows = JSON.stringify(values.map((value, position) => ({ ...value, position })));
  return sql`placed as (
    insert into catalog.attribute_value (attribute_key, key, label_ko, label_en, position)
    select done.id, r.key, r.label->>'ko', r.label->>'en', r.position
      from done, jsonb_to_recordset(${rows}::jsonb) as r(key text, label jsonb, position int)
    on conflict (attribute_key, key) do update
       set (label_ko, label_en, position)
         = row(excluded.label_ko, excluded.label_en, excluded.position))`;
}
