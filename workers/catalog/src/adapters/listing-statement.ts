/** The one SQL statement behind a listing: items, total, facets and price range together. */
import type { ProductSort } from "@edgemart/contracts/catalog";
import { type SQL, sql } from "drizzle-orm";
import type { ListingPlan } from "../core/listing-plan.ts";
import { ABOVE, cardsJson, texts, VISIBLE } from "./fragments.ts";
import { foundCtes } from "./search.ts";

const ORDER: Record<ProductSort, SQL> = {
  relevance: sql`score desc, popularity desc, id desc`,
  newest: sql`created_at desc, id desc`,
  price: sql`price_minor, id desc`,
  "-price": sql`price_minor desc, id desc`,
  popularity: sql`popularity desc, id desc`,
};

/**
 * A product is kept when it passes all filters, or fails a single one, named in `missed`: a facet that ignores
 * its own filter counts the rows where nothing but that filter was missed.
 *
 * Products are few kinds: `kinds` counts each combination once, and every facet adds those up. `kept` is no
 * table in between: writing 100 000 rows down costs more than judging them twice.
 */
export function listingStatement(plan: ListingPlan): SQL {
  const filters = filtersOf(plan);
  const searched = plan.terms === null ? null : foundCtes(plan.terms);
  return sql`
    with recursive ${ABOVE},
    ${searched === null ? sql`` : sql`${searched},`}
    kept as not materialized (
      select id, category_id, brand_slug, facets, price_minor, in_stock, popularity, created_at, score,
             ${missedOf(filters)} as missed
        from (
          select p.id, p.category_id, p.brand_slug, p.facets, p.price_minor, p.in_stock,
                 p.popularity, p.created_at, ${searched === null ? sql`0::real` : sql`found.score`} as score
                 ${sql.join(filters.map(({ fails, place }) => sql`, ${fails} as ${place}`))}
            from catalog.product p ${searched === null ? sql`` : sql`join found on found.id = p.id`}
           where ${VISIBLE}
        ) as judged
       where ${countOf(filters)} <= 1
    ), kinds as materialized (
      select category_id, brand_slug, facets, in_stock, missed,
             count(*) as n, min(price_minor) as lowest, max(price_minor) as highest
        from kept group by category_id, brand_slug, facets, in_stock, missed
    )
    select (select coalesce(sum(n), 0)::int from kinds where missed is null) as total,
           ${cardsJson(pageOf(plan, filters.length > 0))} as items,
           ${PRICE_JSON} as price, ${categoriesJson(plan)} as categories,
           ${brandsJson(plan)} as brands, ${ATTRIBUTES_JSON} as attributes,
           (select coalesce(sum(n), 0)::int from kinds
             where in_stock and ${unless("stock")}) as in_stock`;
}

interface Filter {
  /** Query parameter. */
  name: string;
  /** Column that tells whether the product fails it. */
  place: SQL;
  fails: SQL;
}

function filtersOf(plan: ListingPlan): Filter[] {
  const { category, brands, price, inStockOnly, attributes } = plan;
  const filters: { name: string; fails: SQL }[] = [];
  if (category !== null) {
    const below = sql`select above.id from above join catalog.category a on a.id = above.ancestor_id
                       where a.slug = ${category}`;
    filters.push({ name: "category", fails: sql`p.category_id not in (${below})` });
  }
  if (brands.length > 0) {
    filters.push({ name: "brand", fails: sql`p.brand_slug not in ${brands}` });
  }
  if (price.min !== null || price.max !== null) {
    const min = sql`p.price_minor < ${price.min ?? 0}::bigint`;
    const max = price.max === null ? sql`` : sql` or p.price_minor > ${price.max}::bigint`;
    filters.push({ name: "price", fails: sql`(${min}${max})` });
  }
  if (inStockOnly) filters.push({ name: "stock", fails: sql`not p.in_stock` });
  for (const { key, values } of attributes) {
    const tokens = sql.join(
      values.map((value) => sql`${`${key}=${value}`}`),
      sql`, `,
    );
    filters.push({ name: `attr.${key}`, fails: sql`not p.facets && array[${tokens}]::text[]` });
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

/** Rows a facet counts: those that pass, and those that fail by its own filter alone. */
function unless(name: string): SQL {
  return sql`(missed is null or missed = ${name})`;
}

/**
 * Without filters the page walks the index of its order. With them that walk could visit every product to find
 * none: OFFSET 0 keeps PostgreSQL from it, so that what passes is collected first and then sorted.
 */
function pageOf(plan: ListingPlan, filtered: boolean): SQL {
  const order = ORDER[plan.sort];
  const fence = filtered ? sql`offset 0` : sql``;
  return sql`
    select id, row_number() over (order by ${order}) as place
      from (select * from (select * from kept where missed is null ${fence}) as passed
             order by ${order} limit ${plan.limit} offset ${plan.offset}) as page`;
}

const PRICE_JSON = sql`(
  select case when count(*) > 0
              then jsonb_build_object('min', min(lowest), 'max', max(highest)) end
    from kinds where ${unless("price")})`;

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
             order by counted.n desc nulls last, b.slug), '[]')
      from catalog.brand b
      left join (
        select brand_slug, sum(n)::int as n from kinds where ${unless("brand")} group by brand_slug
      ) as counted on counted.brand_slug = b.slug
     where counted.n > 0 or ${chosen})`;
}

/** Values that count nothing are kept while their attribute has others: facets do not jump while one chooses. */
const ATTRIBUTES_JSON = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
           'key', a.key, 'name', ${texts("a.name")}, 'values', a_values.list)
           order by a.position, a.key), '[]')
    from catalog.attribute a
    join (
      select av.attribute_key, jsonb_agg(jsonb_build_object(
               'key', av.key, 'label', ${texts("av.label")}, 'count', coalesce(counted.n, 0))
               order by av.position, av.key) as list
        from catalog.attribute_value av
        left join (
          select token, sum(n)::int as n from kinds, unnest(facets) as token
           where missed is null or missed = 'attr.' || split_part(token, '=', 1)
           group by token
        ) as counted on counted.token = av.attribute_key || '=' || av.key
       group by av.attribute_key having sum(counted.n) > 0
    ) as a_values on a_values.attribute_key = a.key)`;
