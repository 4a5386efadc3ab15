/** The one SQL statement behind a listing: items, total, facets and price range together. */
import type { Locale } from "@edgemart/contracts/locale";
import { type SQL, sql } from "drizzle-orm";
import type { ListingPlan } from "../core/listing-plan.ts";
import { ABOVE, cardsJson, texts } from "./fragments.ts";
import { pageOf, withinOf } from "./listing-page.ts";
import { askedCte, FOUND, meantCte, TYPED, TYPING } from "./search.ts";
import { textArray } from "./write-effects.ts";

/**
 * Facets count kinds, not products: all products of a kind are alike in everything but price and words.
 *
 * A kind is kept when it passes all filters, or fails a single one, named in `missed`: a facet that ignores its own
 * filter counts the kinds where nothing but that filter was missed. `n` counts the kind's products in the price range,
 * `lowest` and `highest` are of all of them.
 *
 * @param beside more columns, each after a comma
 */
export function listingStatement(plan: ListingPlan, beside: SQL = sql``): SQL {
  const filters = filtersOf(plan);
  return sql`
    with recursive ${ABOVE}, ${plan.terms === null ? sql`` : sql`${searchCtes(plan, plan.terms)},`}
    kinds as materialized (
      select id, category_id, brand_slug, facets, in_stock, lowest, highest, n, ${missedOf(filters)} as missed
        from (select k.* ${sql.join(filters.map(({ fails, place }) => sql`, ${fails} as ${place}`))}
                from (${countedKinds(plan)}) as k) as judged
       where ${countOf(filters)} <= 1
    ), chosen as materialized (
      select coalesce(sum(n), 0)::int as total, coalesce(sum(n), 0)::numeric ^ 2
             > (${plan.offset + plan.limit}::numeric * (select sum(n) from catalog.listing_kind)) as many
        from kinds where missed is null
    )
    select (select total from chosen) as total,
           ${cardsJson(pageOf(plan, filters.length > 0))} as items,
           ${PRICE_JSON} as price, ${categoriesJson(plan)} as categories,
           ${brandsJson(plan)} as brands, ${attributesJson(plan)} as attributes,
           (select coalesce(sum(n), 0)::int from kinds
             where in_stock and ${unless("stock")}) as "inStock" ${beside}`;
}

/** CTEs `typed`, `typing`, `asked` and `found (kind_id, n, lowest, highest)`: what holds the words, by kind. */
function searchCtes({ price }: ListingPlan, terms: string[]): SQL {
  const byKind = (where: SQL) => sql`
    select l.kind_id, count(*) filter (where ${withinOf(price)}) as n,
           min(l.price_minor) as lowest, max(l.price_minor) as highest
      from catalog.listing l where ${where} group by l.kind_id`;
  const isTyped = sql`exists (select from typed)`;
  const isTyping = sql`exists (select from typing)`;
  return sql`
    ${meantCte(terms)},
    typed as materialized (${byKind(TYPED)}),
    typing as materialized (${byKind(sql`not ${isTyped} and ${TYPING}`)}),
    ${askedCte(terms, isTyped, isTyping)},
    found as (
      select * from typed
      union all select * from typing
      union all (${byKind(sql`not ${isTyped} and not ${isTyping} and ${FOUND}`)}))`;
}

/** Kinds with what is asked for in them; those that are entirely inside or outside of the price range are not opened. */
function countedKinds({ terms, price }: ListingPlan): SQL {
  if (terms !== null) {
    return sql`
      select k.id, k.category_id, k.brand_slug, k.facets, k.in_stock, found.n, found.lowest, found.highest
        from found join catalog.listing_kind k on k.id = found.kind_id`;
  }
  const isPriced = price.min !== null || price.max !== null;
  const within = withinOf(price);
  const min = sql`${price.min ?? 0}::bigint`;
  const max = price.max === null ? null : sql`${price.max}::bigint`;
  const inside = max ? sql`k.lowest >= ${min} and k.highest <= ${max}` : sql`k.lowest >= ${min}`;
  const outside = max ? sql`k.highest < ${min} or k.lowest > ${max}` : sql`k.highest < ${min}`;
  const n = isPriced
    ? sql`case when ${inside} then k.n when ${outside} then 0 else (
            select count(*) from catalog.listing l where l.kind_id = k.id and ${within}) end`
    : sql`k.n`;
  return sql`
    select k.id, k.category_id, k.brand_slug, k.facets, k.in_stock, ${n} as n, k.lowest, k.highest
      from catalog.listing_kind k where k.n > 0`;
}

interface Filter {
  /** Query parameter. */
  name: string;
  /** Column that tells whether the kind fails it. */
  place: SQL;
  fails: SQL;
}

/** Filters that all of a kind passes or fails; price and words are asked of each product. */
function filtersOf({ category, brands, inStockOnly, attributes }: ListingPlan): Filter[] {
  const filters: { name: string; fails: SQL }[] = [];
  if (category !== null) {
    const below = sql`select above.id from above join catalog.category a on a.id = above.ancestor_id
                       where a.slug = ${category}`;
    filters.push({ name: "category", fails: sql`k.category_id not in (${below})` });
  }
  if (brands.length > 0) {
    filters.push({ name: "brand", fails: sql`k.brand_slug not in ${brands}` });
  }
  if (inStockOnly) filters.push({ name: "stock", fails: sql`not k.in_stock` });
  for (const { key, values } of attributes) {
    const tokens = sql.join(
      values.map((value) => sql`${`${key}=${value}`}`),
      sql`, `,
    );
    filters.push({ name: `attr.${key}`, fails: sql`not k.facets && array[${tokens}]::text[]` });
  }
  return filters.map((filter, i) => ({ ...filter, place: sql.raw(`fails_${i}`) }));
}

function missedOf(filters: Filter[]): SQL {
  if (filters.length === 0) return sql`null::text`;
  const cases = filters.map(({ name, place }) => sql` when ${place} then ${name}::text`);
  return sql`case${sql.join(cases)} end`;
}

function countOf(filters: Filter[]): SQL {
  return sql.join([sql`0`, ...filters.map(({ place }) => sql`${place}::int`)], sql` + `);
}

/** Kinds a facet counts: those that pass, and those that fail by its own filter alone. */
function unless(name: string): SQL {
  return sql`(missed is null or missed = ${name})`;
}

const PRICE_JSON = sql`(
  select case when count(*) > 0
              then jsonb_build_object('min', min(lowest), 'max', max(highest)) end
    from kinds where missed is null)`;

function categoriesJson(plan: ListingPlan): SQL {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
             'key', c.slug, 'label', ${texts("c.name")}, 'count', coalesce(counted.n, 0))
             order by c.position, c.slug), '[]')
      from catalog.category c
      left join (
        select above.ancestor_id as id, sum(own.n)::int as n
          from (select category_id, sum(n) as n from kinds where ${unless("category")}
                 group by category_id) as own
          join above on above.id = own.category_id group by above.ancestor_id
      ) as counted using (id)
     where counted.n > 0 or c.slug = ${plan.category})`;
}

function brandsJson(plan: ListingPlan): SQL {
  const chosen = plan.brands.length > 0 ? sql`b.slug in ${plan.brands}` : sql`false`;
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
             'key', b.slug, 'label', ${texts("b.name")}, 'count', coalesce(counted.n, 0))
             order by counted.n desc nulls last, ${namedIn("b.name", plan.locale)}, b.slug), '[]')
      from catalog.brand b
      left join (
        select brand_slug, sum(n)::int as n from kinds where ${unless("brand")} group by brand_slug
      ) as counted on counted.brand_slug = b.slug
     where counted.n > 0 or ${chosen})`;
}

/** The most first, then by name. A value that counts nothing is left out, unless it was chosen: it must be taken back. */
function attributesJson({ attributes, locale }: ListingPlan): SQL {
  const chosen = attributes.flatMap(({ key, values }) => values.map((value) => `${key}=${value}`));
  return sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
           'key', a.key, 'name', ${texts("a.name")}, 'values', a_values.list)
           order by a.position, a.key), '[]')
    from catalog.attribute a
    join (
      select av.attribute_key, jsonb_agg(jsonb_build_object(
               'key', av.key, 'label', ${texts("av.label")}, 'count', coalesce(counted.n, 0))
               order by counted.n desc nulls last, ${namedIn("av.label", locale)}, av.key) as list
        from catalog.attribute_value av
        left join (
          select token, sum(n)::int as n from kinds, unnest(facets) as token
           where missed is null or missed = 'attr.' || split_part(token, '=', 1)
           group by token
        ) as counted on counted.token = av.attribute_key || '=' || av.key
       where counted.n > 0 or av.attribute_key || '=' || av.key = any (${textArray(chosen)})
       group by av.attribute_key
    ) as a_values on a_values.attribute_key = a.key)`;
}

/** A text as it is shown in a language, to order by. */
function namedIn(column: string, locale: Locale): SQL {
  const [own, other] = locale === "ko" ? ["ko", "en"] : ["en", "ko"];
  return sql`coalesce(nullif(${sql.raw(`${column}_${own}`)}, ''), ${sql.raw(`${column}_${other}`)})`;
}
