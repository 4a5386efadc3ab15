/** Products as administrators read them: JSON in the shapes of the contract. */

import { type AdminProductQuery, AdminProductRow } from "@edgemart/contracts/catalog-products";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { searchTerms } from "../core/search-terms.ts";
import { texts } from "./fragments.ts";
import { plainFields } from "./product-columns.ts";

/** Writes a column in RFC 3339, in UTC with milliseconds, as the wire has it. */
export function instant(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function money(amount: SQL, currency: SQL): SQL {
  return sql`case when ${amount} is not null
                  then jsonb_build_object('amountMinor', ${amount}, 'currency', ${currency}) end`;
}

const MEDIA = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', m.picture_id, 'alt', ${texts("m.alt")}, 'width', m.width, 'height', m.height,
           'thumbhash', m.thumbhash) order by m.position), '[]')
    from catalog.product_media m where m.product_id = p.id)`;

const VARIANTS = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', v.id, 'sku', v.sku, 'optionValues', v.option_values,
           'price', ${money(sql`v.price_minor`, sql`v.currency`)},
           'compareAtPrice', ${money(sql`v.compare_at_minor`, sql`v.currency`)},
           'weightGrams', v.weight_grams,
           'stock', jsonb_build_object('onHand', coalesce(s.on_hand, 0), 'reserved', coalesce(s.reserved, 0)))
           order by v.position, v.id), '[]')
    from catalog.variant v left join catalog.stock_level s on s.sku = v.sku where v.product_id = p.id)`;

const ATTRIBUTES = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
           'attribute', split_part(token, '=', 1), 'value', split_part(token, '=', 2)) order by place), '[]')
    from unnest(p.facets) with ordinality as f(token, place))`;

/** An `AdminProduct` of product `p` and its category `c`. */
export const ADMIN_PRODUCT_JSON = sql`jsonb_build_object(
  'id', p.id, 'slug', p.slug, 'status', p.status, 'title', ${texts("p.title")},
  'description', ${texts("p.description")}, 'brand', p.brand_slug, 'category', c.slug,
  'attributes', ${ATTRIBUTES}, ${plainFields("all")},
  'media', ${MEDIA}, 'variants', ${VARIANTS}, 'version', p.version,
  'createdAt', ${instant(sql`p.created_at`)}, 'updatedAt', ${instant(sql`p.updated_at`)})`;

/** Lists products, newest first: ids sort by the time they were made. */
export async function listRows(
  db: Database,
  { q, status, category, brand, limit }: Omit<AdminProductQuery, "cursor">,
  after: string | null,
): Promise<AdminProductRow[]> {
  const conditions = [
    after === null ? null : sql`p.id < ${after}`,
    status === undefined ? null : sql`p.status = ${status}`,
    brand === undefined ? null : sql`p.brand_slug = ${brand}`,
    category === undefined
      ? null
      : sql`p.category_id = (
      select id from catalog.category where slug = ${category})`,
    q === undefined ? null : sql`p.id in (${named(q)})`,
  ].filter((condition) => condition !== null);
  const where = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
  const rows = await run(
    db,
    sql`select jsonb_build_object(
          'id', p.id, 'slug', p.slug, 'status', p.status, 'title', ${texts("p.title")},
          'brand', p.brand_slug, 'category', c.slug,
          'price', ${money(sql`p.price_minor`, sql`p.currency`)},
          'priceVaries', coalesce(p.price_max_minor > p.price_minor, false),
          'variantCount', stocked.variants, 'onHand', stocked.on_hand,
          'pictureId', (select m.picture_id from catalog.product_media m where m.product_id = p.id
                         order by m.position limit 1),
          'version', p.version, 'updatedAt', ${instant(sql`p.updated_at`)}) as item
        from (select * from catalog.product p where ${where} order by p.id desc limit ${limit}) as p
        join catalog.category c on c.id = p.category_id
        cross join lateral (
          select count(*)::int as variants, coalesce(sum(s.on_hand), 0)::int as on_hand
            from catalog.variant v left join catalog.stock_level s on s.sku = v.sku
           where v.product_id = p.id) as stocked
       order by p.id desc`,
    z.object({ item: AdminProductRow }),
  );
  return rows.map(({ item }) => item);
}

/** Ids by all words, or by a SKU as it is written. */
function named(q: string): SQL {
  const inside = (searchTerms(q) ?? []).map(
    (term) => sql`d.search_document like '%' || catalog.search_form(${term}) || '%'`,
  );
  const words = inside.length > 0 ? sql.join(inside, sql` and `) : sql`false`;
  return sql`select d.id from catalog.product d where ${words}
             union all select v.product_id from catalog.variant v
                        where v.sku in (${q}, upper(${q}))`;
}
