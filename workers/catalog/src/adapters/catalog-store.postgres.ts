/** The catalog in PostgreSQL: one statement, and so one round trip, for each question. */
import { FeedItem } from "@edgemart/contracts/catalog";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { ListingPlan } from "../core/listing-plan.ts";
import {
  Cards,
  CategoryRow,
  ListingRows,
  ProductRow,
  RailRows,
  SuggestionRows,
} from "../core/rows.ts";
import type { CatalogStore } from "../ports/shop.ts";
import {
  ABOVE,
  CARD_JSON,
  CARD_TABLES,
  CATEGORIES_JSON,
  cardsJson,
  FIRST_MEDIA_JSON,
  PRODUCT_JSON,
  texts,
  VISIBLE,
} from "./fragments.ts";
import { listingStatement } from "./listing-statement.ts";
import { instant } from "./product-admin-reads.ts";
import { askedCte, FOUND, inTitle, meantCte, rowsWhere, TYPED, TYPING } from "./search.ts";

const RAIL_MAX = 12;
const RELATED_MAX = 8;
const SIMILAR_MAX = 8;
const SUGGESTED_PRODUCTS_MAX = 6;
/** Most popular products read for a suggestion: what one title in a hundred begins with is among them. */
const WALKED_MAX = 1_000;
const SUGGESTED_CATEGORIES_MAX = 3;

/** Makes the store of what shoppers read. */
export function postgresCatalog(db: Database): CatalogStore {
  return {
    listing: (plan: ListingPlan) => one(db, listingStatement(plan), ListingRows),
    async listingWithTree(plan) {
      const statement = listingStatement(plan, sql`, ${CATEGORIES_JSON} as tree`);
      const { tree, ...listing } = await one(db, statement, ListingWithTree);
      return { listing, tree };
    },
    async product(slug) {
      const [row] = await run(db, productStatement(slug, sql`'[]'::jsonb`), ProductAnswer);
      return row?.product ?? null;
    },
    async productWithRelated(slug) {
      const statement = productStatement(slug, RELATED);
      const [row] = await run(db, statement, ProductAnswer);
      return row ?? null;
    },
    async feed(after, limit) {
      const rows = await run(db, feedStatement(after, limit), z.object({ item: FeedItem }));
      return rows.map(({ item }) => item);
    },
    async categories() {
      const statement = sql`with recursive ${ABOVE} select ${CATEGORIES_JSON} as items`;
      return (await one(db, statement, z.object({ items: z.array(CategoryRow) }))).items;
    },
    suggest: (terms) => one(db, suggestStatement(terms), SuggestionRows),
    async home() {
      const { rails, categories } = await one(db, HOME, HomeAnswer);
      return { ...rails, categories };
    },
    async similar(skus) {
      const statement = sql`select ${similarCards(skus)} as items`;
      return (await one(db, statement, z.object({ items: Cards }))).items;
    },
  };
}

const ListingWithTree = ListingRows.extend({ tree: z.array(CategoryRow) });
const ProductAnswer = z.object({ product: ProductRow, related: Cards });
const HomeAnswer = z.object({ rails: RailRows, categories: z.array(CategoryRow) });

/** A statement without FROM always gives one row. */
async function one<Row extends z.ZodType>(
  db: Database,
  statement: SQL,
  row: Row,
): Promise<z.output<Row>> {
  const [only] = await run(db, statement, row);
  if (!only) throw new Error("a statement that must answer one row answered none");
  return only;
}

function feedStatement(after: string | null, limit: number): SQL {
  return sql`
    select jsonb_build_object('id', p.id, 'slug', p.slug, 'version', p.version,
             'updatedAt', ${instant(sql`p.updated_at`)}, 'pictureIds', (
               select coalesce(jsonb_agg(m.picture_id order by m.position), '[]')
                 from catalog.product_media m where m.product_id = p.id)) as item
      from catalog.listing l join catalog.product p on p.id = l.product_id
     where l.product_id > ${after ?? ""} order by l.product_id limit ${limit}`;
}

function productStatement(slug: string, related: SQL): SQL {
  return sql`
    select ${PRODUCT_JSON} as product, ${related} as related
      from ${CARD_TABLES} where p.slug = ${slug} and ${VISIBLE}`;
}

/** Of the same category, the nearest in popularity first: some above and some below, each from its end of the index. */
function neighbours(side: SQL, order: SQL): SQL {
  return sql`(
    select o.id, abs(o.popularity - self.popularity) as distance from catalog.product o
     where o.category_id = self.category_id and ${side} and o.id <> self.id
       and o.status = 'active' and o.price_minor is not null
     order by o.popularity ${order}, o.id limit ${sql.raw(String(RELATED_MAX))})`;
}

/** The outer `p` is the product itself. */
const RELATED = sql`(
  select ${cardsJson(sql`
    select id, row_number() over (order by distance, id) as place
      from (${neighbours(sql`o.popularity >= self.popularity`, sql`asc`)}
            union all ${neighbours(sql`o.popularity < self.popularity`, sql`desc`)}) as near
     order by distance, id limit ${sql.raw(String(RELATED_MAX))}`)}
    from (select p.id, p.category_id, p.popularity) as self)`;

/** The best of each category in turn: a cart of many mugs and one lamp is not answered with mugs alone. */
function similarCards(skus: readonly string[]): SQL {
  const limit = sql.raw(String(SIMILAR_MAX));
  return cardsJson(sql`
    with held as (
      select distinct p.id, p.category_id from catalog.variant v
        join catalog.product p on p.id = v.product_id
       where v.sku in (select jsonb_array_elements_text(${JSON.stringify(skus)}::jsonb)))
    select near.id, row_number() over (order by near.turn, near.popularity desc, near.id desc) as place
      from (select distinct category_id from held) as wanted
      cross join lateral (
        select o.id, o.popularity, row_number() over (order by o.popularity desc, o.id desc) as turn
          from catalog.product o
         where o.category_id = wanted.category_id and o.status = 'active'
           and o.price_minor is not null and o.in_stock and o.id not in (select id from held)
         order by o.popularity desc, o.id desc limit ${limit}) as near
     order by near.turn, near.popularity desc, near.id desc limit ${limit}`);
}

/**
 * Six products and three categories for what was typed so far.
 *
 * What many titles begin with is found among the most popular products, read in their order until six are full; what
 * is not is rare enough for the index to give all of it.
 */
export function suggestStatement(terms: string[]): SQL {
  const named = terms.map(
    (term) => sql`catalog.search_form(c.name_ko || ' ' || c.name_en)
                    like '%' || catalog.search_form(${term}) || '%'`,
  );
  const best = (tier: SQL, rows: SQL) => sql`
    (select l.product_id, l.popularity, ${tier} as tier from ${rows}
      order by l.popularity desc, l.product_id desc limit ${SUGGESTED_PRODUCTS_MAX})`;
  const begins = inTitle(terms, "begins");
  const isFull = (cte: SQL) => sql`(select count(*) from ${cte}) = ${SUGGESTED_PRODUCTS_MAX}`;
  const products = sql`
    select p.slug, ${texts("p.title")} as title, ${FIRST_MEDIA_JSON} as media, l.tier, l.popularity
      from (select product_id, popularity, max(tier) as tier
              from (table popular union all table begun union all
                    ${best(sql`0`, rowsWhere(sql`not ${isFull(sql`popular`)} and not ${isFull(sql`begun`)} and ${FOUND}`))}) as ways
             group by 1, 2 order by 3 desc, 2 desc, 1 desc limit ${SUGGESTED_PRODUCTS_MAX}) as l
      join catalog.product p on p.id = l.product_id`;
  const categories = sql`
    select c.slug, ${texts("c.name")} as name, c.position from catalog.category c
     where ${named.length > 0 ? sql.join(named, sql` and `) : sql`false`}
     order by c.position, c.slug limit ${SUGGESTED_CATEGORIES_MAX}`;
  return sql`
    with popular as materialized ${best(sql`1`, sql`(select * from catalog.listing order by popularity desc, product_id desc limit ${sql.raw(String(WALKED_MAX))}) as l where ${begins}`)},
    begun as materialized ${best(sql`1`, rowsWhere(sql`not ${isFull(sql`popular`)} and ${begins}`))},
    ${meantCte(terms)},
    ${askedCte(
      terms,
      sql`exists (table begun) or ${isFull(sql`popular`)} or (select count(*) from catalog.listing l where ${TYPED}) > 0`,
      sql`(select count(*) from catalog.listing l where ${TYPING}) > 0`,
    )}
    select (select coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'title', title, 'media', media)
                     order by tier desc, popularity desc, slug), '[]')
              from (${products}) as product) as products,
           (select coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'name', name)
                     order by position, slug), '[]')
              from (${categories}) as category) as categories`;
}

function rail(name: string, order: SQL): SQL {
  return sql`
    (select ${sql.raw(`'${name}'`)} as rail, l.product_id as id, row_number() over (order by ${order}) as place
       from catalog.listing l
      order by ${order} limit ${sql.raw(String(RAIL_MAX))})`;
}

/** Three rails in one set, so that products, pictures and names are joined once. */
const HOME = sql`
  with recursive ${ABOVE}, chosen as materialized (
    (select 'featured' as rail, p.id, row_number() over (order by cp.position, p.id) as place
       from catalog.collection f
       join catalog.collection_product cp on cp.collection_id = f.id
       join catalog.product p on p.id = cp.product_id
      where f.slug = 'featured' and ${VISIBLE}
      order by cp.position, p.id limit ${sql.raw(String(RAIL_MAX))})
    union all ${rail("newest", sql`l.created_at desc, l.product_id desc`)}
    union all ${rail("popular", sql`l.popularity desc, l.product_id desc`)})
  select coalesce((
           select json_object_agg(rail, cards) from (
             select chosen.rail, json_agg(${CARD_JSON} order by chosen.place) as cards
               from chosen join ${CARD_TABLES} on p.id = chosen.id group by chosen.rail) as rails), '{}') as rails,
         ${CATEGORIES_JSON} as categories`;
