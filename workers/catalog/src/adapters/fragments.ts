/** Parts of SQL several questions share: JSON in the shapes of core/rows.ts; `json`, which is text built once, where nothing compares it. */

import { type SQL, sql } from "drizzle-orm";
import { plainFields } from "./product-columns.ts";

/** Products a shopper may see: active, and with a variant to buy. */
export const VISIBLE = sql`p.status = 'active' and p.price_minor is not null`;

const MEDIA_JSON = sql`json_build_object(
  'id', m.picture_id, 'alt', json_build_object('ko', m.alt_ko, 'en', m.alt_en),
  'width', m.width, 'height', m.height, 'thumbhash', m.thumbhash)`;

/** The pictures of product `p` in order, as a JSON list. */
export function mediaJson(limit: number): SQL {
  return sql`(
    select coalesce(json_agg(${MEDIA_JSON} order by m.position), '[]')
      from (select * from catalog.product_media where product_id = p.id
             order by position limit ${sql.raw(String(limit))}) as m)`;
}

/** The first picture of a product as JSON, or null. */
function firstMediaJson(productId: SQL): SQL {
  return sql`(
  select ${MEDIA_JSON} from catalog.product_media m where m.product_id = ${productId}
   order by m.position limit 1)`;
}

/** That of product `p`. */
export const FIRST_MEDIA_JSON = firstMediaJson(sql`p.id`);

/** `texts("p.title")`: both languages of a text as JSON. The name is ours, never a caller's. */
export function texts(column: string): SQL {
  return sql.raw(`json_build_object('ko', ${column}_ko, 'en', ${column}_en)`);
}

function cardFields(pictures: number): SQL {
  return sql`
    'id', p.id, 'slug', p.slug, 'title', ${texts("p.title")}, 'brand', ${texts("b.name")},
    'category', json_build_object('slug', c.slug, 'name', ${texts("c.name")}),
    'priceMinor', p.price_minor, 'priceMaxMinor', p.price_max_minor,
    'compareAtMinor', p.compare_at_minor, 'currency', p.currency,
    'inStock', p.in_stock, 'createdAt', p.created_at, 'media', ${mediaJson(pictures)}`;
}

/** A `CardRow` of product `p`, its category `c` and brand `b`. */
export const CARD_JSON = sql`json_build_object(${cardFields(2)})`;

/** Tables behind a card. */
export const CARD_TABLES = sql`catalog.product p
  join catalog.category c on c.id = p.category_id
  join catalog.brand b on b.slug = p.brand_slug`;

/** A `ProductRow` of the same tables. */
export const PRODUCT_JSON = sql`json_build_object(${cardFields(40)},
  'description', ${texts("p.description")}, ${plainFields("shown")},
  'version', p.version, 'updatedAt', p.updated_at,
  'variants', (
    select coalesce(json_agg(json_build_object(
             'id', v.id, 'sku', v.sku, 'optionValues', v.option_values,
             'priceMinor', v.price_minor, 'compareAtMinor', v.compare_at_minor,
             'currency', v.currency, 'weightGrams', v.weight_grams,
             'available', coalesce(s.on_hand - s.reserved, 0)) order by v.position, v.id), '[]')
      from catalog.variant v left join catalog.stock_level s on s.sku = v.sku
     where v.product_id = p.id),
  'attributes', (
    select coalesce(json_agg(json_build_object(
             'key', a.key, 'name', ${texts("a.name")},
             'value', av.key, 'label', ${texts("av.label")})
             order by a.position, a.key, av.position, av.key), '[]')
      from catalog.attribute_value av join catalog.attribute a on a.key = av.attribute_key
     where av.attribute_key || '=' || av.key = any(p.facets)))`;

/** A JSON list of cards: products chosen by a query of `id` and `place`. */
export function cardsJson(chosen: SQL): SQL {
  return sql`(
    select coalesce(json_agg(${CARD_JSON} order by chosen.place), '[]')
      from (${chosen}) as chosen join ${CARD_TABLES} on p.id = chosen.id)`;
}

/** CTE of every category with itself and all above it; placed in a `with recursive`. */
export const ABOVE = sql`above (id, ancestor_id) as (
  select id, id from catalog.category
  union
  select above.id, c.parent_id from above join catalog.category c on c.id = above.ancestor_id
   where c.parent_id is not null)`;

/** All categories as a JSON list of `CategoryRow`s; needs `ABOVE`. */
export const CATEGORIES_JSON = sql`(
  select coalesce(json_agg(json_build_object(
           'slug', c.slug, 'name', ${texts("c.name")}, 'description', ${texts("c.description")},
           'parentSlug', parent.slug, 'productCount', coalesce(counted.n, 0),
           'media', ${firstMediaJson(sql`counted.best`)})
           order by c.position, c.slug), '[]')
    from catalog.category c
    left join catalog.category parent on parent.id = c.parent_id
    left join (
      select above.ancestor_id, sum(k.n)::int as n,
             (array_agg(k.best_product_id order by k.best_popularity desc nulls last, k.best_product_id desc))[1] as best
        from catalog.listing_kind k join above on above.id = k.category_id
       where k.n > 0 group by above.ancestor_id
    ) as counted on counted.ancestor_id = c.id)`;
