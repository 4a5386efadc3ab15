/** Collections as administrators keep them, in PostgreSQL. */
import {
  AdminCollection,
  type CollectionCreate,
  CollectionRow,
} from "@edgemart/contracts/catalog-structure";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { CollectionAdmin } from "../ports/administration.ts";
import { texts } from "./fragments.ts";
import { instant } from "./product-admin-reads.ts";
import { effectsOf, isUnused, outcomeOf, SUBJECT, textArray } from "./write-effects.ts";

const FIELDS = sql`'id', k.id, 'slug', k.slug, 'title', ${texts("k.title")}, 'version', k.version,
  'updatedAt', ${instant(sql`k.updated_at`)}`;

const PRODUCTS = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', p.id, 'slug', p.slug, 'title', ${texts("p.title")}, 'status', p.status,
           'pictureId', (select m.picture_id from catalog.product_media m where m.product_id = p.id
                          order by m.position limit 1)) order by cp.position, p.id), '[]')
    from catalog.collection_product cp join catalog.product p on p.id = cp.product_id
   where cp.collection_id = k.id)`;

/** Keeps collections in PostgreSQL. */
export function postgresCollections(db: Database): CollectionAdmin {
  return {
    async list() {
      const rows = await run(
        db,
        sql`select jsonb_build_object(${FIELDS}, 'productCount', (
                     select count(*) from catalog.collection_product cp where cp.collection_id = k.id)) as item
              from catalog.collection k order by k.slug`,
        z.object({ item: CollectionRow }),
      );
      return rows.map(({ item }) => item);
    },
    async find(id) {
      const [row] = await run(
        db,
        sql`select jsonb_build_object(${FIELDS}, 'products', ${PRODUCTS}) as item
              from catalog.collection k where k.id = ${id}`,
        z.object({ item: AdminCollection }),
      );
      return row?.item ?? null;
    },
    insert: (id, input, write) =>
      outcomeOf(
        db,
        sql`with done as (
              insert into catalog.collection (id, slug, title_ko, title_en)
              select ${id}, ${input.slug}, ${input.title.ko}, ${input.title.en}
               where ${isUnused(write.key)}
              returning id
            ), ${placesOf(input)}, ${effectsOf(write, SUBJECT, "collection.created", input)}
            select id from done`,
      ),
    update: (id, version, input, asked, write) =>
      outcomeOf(
        db,
        sql`with done as (
              update catalog.collection k
                 set title_ko = ${input.title.ko}, title_en = ${input.title.en},
                     version = k.version + 1, updated_at = now()
               where k.id = ${id} and k.version = ${version} and ${isUnused(write.key)}
              returning k.id
            ), removed as (
              delete from catalog.collection_product cp using done
               where cp.collection_id = done.id and cp.product_id <> all(${textArray(input.products)})
            ), ${placesOf(input)}, ${effectsOf(write, SUBJECT, "collection.changed", asked)}
            select id from done`,
      ),
    remove: (id, version, write) =>
      outcomeOf(
        db,
        sql`with done as (
              delete from catalog.collection k
               where k.id = ${id} and k.version = ${version} and ${isUnused(write.key)}
              returning k.id
            ), ${effectsOf(write, SUBJECT, "collection.removed", {})}
            select id from done`,
      ),
  };
}

function placesOf({ products }: Pick<CollectionCreate, "products">): SQL {
  return sql`placed as (
    insert into catalog.collection_product (collection_id, product_id, position)
    select done.id, r.id, r.place::int
      from done, unnest(${textArray(products)}) with ordinality as r(id, place)
    on conflict (collection_id, product_id) do update set position = excluded.position)`;
}
