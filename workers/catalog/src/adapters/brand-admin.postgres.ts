/** Brands as administrators keep them, in PostgreSQL. */
import { AdminBrand } from "@edgemart/contracts/catalog-structure";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { BrandAdmin } from "../ports/administration.ts";
import { texts } from "./fragments.ts";
import { instant } from "./product-admin-reads.ts";
import { effectsOf, isUnused, outcomeOf, SUBJECT } from "./write-effects.ts";

const BRAND_JSON = sql`jsonb_build_object(
  'slug', b.slug, 'name', ${texts("b.name")},
  'productCount', (select count(*) from catalog.product p where p.brand_slug = b.slug),
  'version', b.version, 'updatedAt', ${instant(sql`b.updated_at`)})`;

/** Keeps brands in PostgreSQL. */
export function postgresBrands(db: Database): BrandAdmin {
  const read = async (where: SQL) => {
    const rows = await run(
      db,
      sql`select ${BRAND_JSON} as item from catalog.brand b where ${where} order by b.slug`,
      z.object({ item: AdminBrand }),
    );
    return rows.map(({ item }) => item);
  };
  return {
    list: () => read(sql`true`),
    find: async (slug) => (await read(sql`b.slug = ${slug}`))[0] ?? null,
    insert: (input, write) =>
      outcomeOf(
        db,
        sql`with done as (
              insert into catalog.brand (slug, name_ko, name_en)
              select ${input.slug}, ${input.name.ko}, ${input.name.en} where ${isUnused(write.key)}
              returning slug as id
            ), ${effectsOf(write, SUBJECT, "brand.created", input)}
            select id from done`,
      ),
    rename: (slug, version, patch, write) =>
      outcomeOf(
        db,
        sql`with done as (
              update catalog.brand b
                 set name_ko = ${patch.name.ko}, name_en = ${patch.name.en},
                     version = b.version + 1, updated_at = now()
               where b.slug = ${slug} and b.version = ${version} and ${isUnused(write.key)}
              returning b.slug as id
            ), ${effectsOf(write, SUBJECT, "brand.changed", patch)}
            select id from done`,
      ),
    remove: (slug, version, write) =>
      outcomeOf(
        db,
        sql`with done as (
              delete from catalog.brand b
               where b.slug = ${slug} and b.version = ${version} and ${isUnused(write.key)}
              returning b.slug as id
            ), ${effectsOf(write, SUBJECT, "brand.removed", {})}
            select id from done`,
      ),
  };
}
