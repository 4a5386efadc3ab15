/** SQL of one page of a listing: which products, in which order. Reads the CTEs of listing-statement.ts. */
import type { ProductSort } from "@edgemart/contracts/catalog";
import { type SQL, sql } from "drizzle-orm";
import type { ListingPlan } from "../core/listing-plan.ts";
import { FOUND, inTitle, NAMED, relevanceOf, rowsWhere, TITLED } from "./search.ts";

/** Each is an index of `listing`, walked forwards or backwards. */
const ORDER: Record<Exclude<ProductSort, "relevance">, SQL> = {
  newest: sql`l.created_at desc, l.product_id desc`,
  price: sql`l.price_minor, l.product_id`,
  "-price": sql`l.price_minor desc, l.product_id desc`,
  popularity: sql`l.popularity desc, l.product_id desc`,
};

/**
 * `id` and `place` of the page's products.
 *
 * Of much, the index of the order is walked until the page is full; of little, what passes is collected kind by kind
 * and sorted. Which of the two costs less follows from the total, and only that one runs.
 */
export function pageOf(plan: ListingPlan, filtered: boolean): SQL {
  const { terms, sort, limit, offset, price } = plan;
  const within = withinOf(price);
  const ofKind = sql`coalesce(l.kind_id in (select id from kinds where missed is null and n > 0), false)`;
  if (terms !== null) {
    const passes = sql`${within} ${filtered ? sql`and ${ofKind}` : sql``}`;
    return sort === "relevance"
      ? byRelevance(plan, terms, passes)
      : inOrder(plan, ORDER[sort], sql`${passes} and ${FOUND}`);
  }
  const order = sort === "relevance" ? ORDER.popularity : ORDER[sort];
  const walked = sql`
    select l.* from catalog.listing l
     where (select many from chosen) and ${within} ${filtered ? sql`and ${ofKind}` : sql``}
     order by ${order} limit ${limit} offset ${offset}`;
  const collected = sql`
    select l.* from kinds k join catalog.listing l on l.kind_id = k.id
     where not (select many from chosen) and k.missed is null and k.n > 0 and ${within}
     order by ${order} limit ${limit} offset ${offset}`;
  return sql`
    select product_id as id, row_number() over (order by ${order}) as place
      from (select * from (${walked}) as walked
            union all select * from (${collected}) as collected) as l`;
}

/** One product in so many holds the words: less is sorted faster than it is looked for. */
const HELD_BY_ONE_IN = 16;
/** Rows whose lexemes are opened on the way; more cost as much as sorting all that was found. */
const OPENED_MAX = 4_800;
const WALKED_PER_ROW = 200;
const WALKED_MAX = 20_000;
const HELD_BY_FOUND = sql`select sum(n) from found`;

/**
 * The first rows of an order that hold words which much of the shop holds, up to and with the page's last one.
 *
 * Lexemes are opened row by row, of those that pass everything else; the walk ends before the page is full when the
 * words gather at the order's end. The caller must count.
 *
 * @param rows what else is asked comes before the words
 * @param held how many rows hold them
 */
function walked(
  { limit, offset }: ListingPlan,
  order: SQL,
  columns: SQL,
  rows: SQL,
  held = HELD_BY_FOUND,
): SQL {
  const last = offset + limit;
  const rowsMax = Math.min(last * WALKED_PER_ROW, WALKED_MAX);
  // Numbers of ours: as parameters they would leave the length of the walk open to the planner.
  const [lastRow, walk] = [sql.raw(String(last)), sql.raw(String(rowsMax))];
  const isShort = sql`(
    select held * ${HELD_BY_ONE_IN}::int >= n and held * ${OPENED_MAX}::int >= n * ${lastRow}
           and least((select total from chosen), held) * ${walk}::bigint >= n * ${lastRow} * 2
      from (select sum(n) as n, (${held}) as held from catalog.listing_kind) as shop)`;
  return sql`
    select ${columns}
      from (select * from catalog.listing l order by ${order} limit ${walk}) as l
     where ${isShort} and ${rows} order by ${order} limit ${lastRow}`;
}

function inOrder(plan: ListingPlan, order: SQL, rows: SQL): SQL {
  const { limit, offset } = plan;
  const isFull = sql`(select count(*) = ${offset + limit} from walked)`;
  const columns = sql`l.product_id, l.price_minor, l.popularity, l.created_at`;
  return sql`
    with walked as materialized (${walked(plan, order, columns, rows)})
    select product_id as id, row_number() over (order by ${order}) as place
      from (select * from (
              select * from walked where ${isFull}
              union all select ${columns} from ${rowsWhere(sql`not ${isFull} and ${rows}`)}) as l
             order by ${order} limit ${limit} offset ${offset}) as l`;
}

/**
 * Titles first, then what is named by the words (brand, category, tag, colour, material), then what only mentions them.
 *
 * Each set is made once and only while the page is not full: `enough` tells whether titles that hold the words as typed
 * fill it alone. A title that holds what was typed is among the rows found, so its words are not looked up again.
 */
function byRelevance(plan: ListingPlan, terms: string[], passes: SQL): SQL {
  const { limit, offset } = plan;
  const last = sql`${offset + limit}`;
  const best = sql`${inTitle(terms, "whole")} and ${passes}`;
  const isEnough = sql`(select ok from enough)`;
  const isFull = (...ctes: string[]) => {
    const counts = ctes.map((cte) => sql.raw(`(select count(*) from ${cte})`));
    return sql`(select ${sql.join(counts, sql` + `)} >= ${last})`;
  };
  const notIn = (cte: string) => sql`coalesce(l.id not in (select id from ${sql.raw(cte)}), true)`;
  const named = sql`not ${isEnough} and not ${isFull("titled")} and ${passes} and ${NAMED} and ${notIn("titled")}`;
  const rest = sql`not ${isEnough} and not ${isFull("titled", "named")} and ${passes} and ${FOUND}
    and ${notIn("titled")} and ${notIn("named")}`;
  const columns = (tier: number) =>
    sql`l.id, l.product_id, l.popularity, ${sql.raw(String(tier))} as tier`;
  const order = sql`tier desc, popularity desc, product_id desc`;
  return sql`
    with enough as materialized (
      select count(*) >= ${last} as ok from catalog.listing l where ${best}
    ), titled as materialized (
      select l.id, l.product_id, l.popularity, 2 + ${relevanceOf(terms)} as tier
        from ${rowsWhere(sql`not ${isEnough} and ${TITLED} and ${passes}`)}
    ), named_walk as materialized (${walked(plan, ORDER.popularity, columns(1), named, HELD_BY_NAMED)}
    ), named as materialized (
      select * from named_walk where ${isFull("titled", "named_walk")}
      union all (
        select ${columns(1)} from ${rowsWhere(sql`not ${isFull("titled", "named_walk")} and ${named}`)}
         order by ${ORDER.popularity} limit ${last})
    ), walked as materialized (${walked(plan, ORDER.popularity, columns(0), rest)})
    select product_id as id, row_number() over (order by ${order}) as place
      from (select product_id, popularity, tier from (
              select l.id, l.product_id, l.popularity, 4 as tier from ${rowsWhere(sql`${isEnough} and ${best}`)}
              union all select * from titled
              union all select * from named
              union all select * from walked where ${isFull("titled", "named", "walked")}
              union all select ${columns(0)}
                          from ${rowsWhere(sql`not ${isFull("titled", "named", "walked")} and ${rest}`)}) as l
             order by ${order} limit ${limit} offset ${offset}) as l`;
}

const HELD_BY_NAMED = sql`select count(*) from catalog.listing l where ${NAMED}`;

/** Tells whether the price of row `l` is in the range. */
export function withinOf({ min, max }: ListingPlan["price"]): SQL {
  const bounds = [
    min === null ? null : sql`l.price_minor >= ${min}::bigint`,
    max === null ? null : sql`l.price_minor <= ${max}::bigint`,
  ].filter((bound) => bound !== null);
  return bounds.length > 0 ? sql.join(bounds, sql` and `) : sql`true`;
}
