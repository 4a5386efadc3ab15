/** Categories as administrators keep them, in PostgreSQL. */
import { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { CategoryAdmin } from "../ports/administration.ts";
import { texts } from "./fragments.ts";
import { instant } from "./product-admin-reads.ts";
import { effectsOf, isUnused, outcomeOf, SUBJECT } from "./write-effects.ts";

const CATEGORY_JSON = sql`jsonb_build_object(
  'id', c.id, 'slug', c.slug, 'name', ${texts("c.name")}, 'description', ${texts("c.description")},
  'parent', (select slug from catalog.category where id = c.parent_id), 'position', c.position,
  'productCount', (select count(*) from catalog.product p where p.category_id = c.id),
  'version', c.version, 'updatedAt', ${instant(sql`c.updated_at`)})`;

/** Keeps categories in PostgreSQL. */
export function postgresCategories(db: Database): CategoryAdmin {
  return {
    async list() {
      const rows = await run(
        db,
        sql`select ${CATEGORY_JSON} as item from catalog.category c order by c.position, c.slug`,
        z.object({ item: AdminCategory }),
      );
      return rows.map(({ item }) => item);
    },
    async find(id) {
      const [row] = await run(
        db,
        sql`select ${CATEGORY_JSON} as item from catalog.category c where c.id = ${id}`,
        z.object({ item: AdminCategory }),
      );
      return row?.item ?? null;
    },
    insert: (id, input, write) =>
      outcomeOf(
        db,
        sql`with done as (
              insert into catalog.category
                     (id, slug, name_ko, name_en, description_ko, description_en, position, parent_id)
              select ${id}, ${input.slug}, ${input.name.ko}, ${input.name.en}, ${input.description.ko},
                     ${input.description.en}, ${input.position}::int, ${idOf(input.parent)}
               where ${isUnused(write.key)} and ${isThere(input.parent)}
              returning id
            ), ${effectsOf(write, SUBJECT, "category.created", input)}
            select id from done`,
      ),
    update: (id, version, input, asked, write) =>
      outcomeOf(
        db,
        sql`with done as (
              update catalog.category c
                 set slug = ${input.slug}, name_ko = ${input.name.ko}, name_en = ${input.name.en},
                     description_ko = ${input.description.ko}, description_en = ${input.description.en},
                     position = ${input.position}::int, parent_id = ${idOf(input.parent)},
                     version = c.version + 1, updated_at = now()
               where c.id = ${id} and c.version = ${version} and ${isUnused(write.key)}
                 and ${isThere(input.parent)}
              returning c.id
            ), ${effectsOf(write, SUBJECT, "category.changed", asked)}
            select id from done`,
      ),
    remove: (id, version, write) =>
      outcomeOf(
        db,
        sql`with done as (
              delete from catalog.category c
               where c.id = ${id} and c.version = ${version} and ${isUnused(write.key)}
              returning c.id
            ), ${effectsOf(write, SUBJECT, "category.removed", {})}
            select id from done`,
      ),
  };
}

function idOf(slug: string | null): SQL {
  return sql`(select id from catalog.category where slug = ${slug}::text)`;
}

function isThere(parent: string | null): SQL {
  return parent === null ? sql`true` : sql`exists ${idOf(parent)}`;
}
