/** What orders ask of stock without changing it: prices and availability of now, states of holds and their history. */
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { QuotedRow } from "../core/quoted-line.ts";
import type { StockHolds } from "../ports/stock-holds.ts";
import { texts, VISIBLE } from "./fragments.ts";

const State = z.enum(["held", "pinned", "committed", "released"]);
const HoldRow = z.object({
  holdId: z.string(),
  state: State,
  attempt: z.int(),
  expiresAt: Instant.nullable(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  createdAt: Instant,
  changedAt: Instant,
});
const MovementRow = z.object({
  holdId: z.string(),
  sku: z.string(),
  delta: z.int(),
  reason: z.enum(["sold", "returned"]),
  reference: z.string(),
  at: Instant,
});

/** Expired holds still reserve what they hold until somebody buys it or the clock comes by: it can be promised now. */
const EXPIRED = sql`(
  select coalesce(sum(l.quantity), 0)::int
    from catalog.stock_hold_line l join catalog.stock_hold h on h.id = l.hold_id
   where l.counted and l.sku = v.sku and h.state = 'held' and h.expires_at <= clock_timestamp())`;

/** Makes the questions. */
export function holdReads(db: Database): Pick<StockHolds, "quote" | "statesOf" | "timeline"> {
  return {
    async quote(items) {
      // Two variants are enough to know that a product has several.
      const rows = await run(
        db,
        sql`select place::int - 1 as place, to_jsonb(found) as found from (
            select distinct on (a.place) a.place,
                   v.sku, p.id as "productId", p.slug, ${texts("p.title")} as title, p.options,
                   v.option_values as "optionValues", v.price_minor as "priceMinor", v.currency,
                   coalesce(s.on_hand - s.reserved, 0) + ${EXPIRED} as available,
                   (select m.picture_id from catalog.product_media m where m.product_id = p.id
                     order by m.position limit 1) as "pictureId",
                   count(*) over (partition by a.place) > 1 as "isOneOfSeveral"
              from jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as a (item, place)
             cross join lateral (
               select * from catalog.variant where sku = a.item ->> 'sku'
               union all
               select * from catalog.variant where product_id = a.item ->> 'productId'
               limit 2) as v
              join catalog.product p on p.id = v.product_id and ${VISIBLE}
              left join catalog.stock_level s on s.sku = v.sku) as found`,
        z.object({ place: z.int(), found: QuotedRow }),
      );
      const found = new Map(rows.map(({ place, found }) => [place, found]));
      return items.map((_, place) => found.get(place) ?? null);
    },
    statesOf: (holdIds) =>
      run(
        db,
        sql`select id as "holdId", state, expires_at as "expiresAt" from catalog.stock_hold
             where id in (select jsonb_array_elements_text(${JSON.stringify(holdIds)}::jsonb))`,
        HoldRow.pick({ holdId: true, state: true, expiresAt: true }),
      ),
    async timeline(holdIds) {
      const [row] = await run(
        db,
        sql`with asked as (select jsonb_array_elements_text(${JSON.stringify(holdIds)}::jsonb) as id)
            select (select coalesce(jsonb_agg(jsonb_build_object(
                      'holdId', h.id, 'state', h.state, 'attempt', h.attempt, 'expiresAt', h.expires_at,
                      'createdAt', h.created_at, 'changedAt', h.updated_at, 'lines', (
                        select coalesce(jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity)
                                        order by l.sku), '[]')
                          from catalog.stock_hold_line l where l.hold_id = h.id)) order by h.created_at, h.id), '[]')
                      from catalog.stock_hold h join asked using (id)) as holds,
                   (select coalesce(jsonb_agg(jsonb_build_object(
                      'holdId', m.hold_id, 'sku', m.sku, 'delta', m.delta, 'reason', m.reason,
                      'reference', m.reference, 'at', m.created_at) order by m.id), '[]')
                      from catalog.stock_movement m join asked on asked.id = m.hold_id) as movements`,
        z.object({ holds: z.array(HoldRow), movements: z.array(MovementRow) }),
      );
      return row ?? { holds: [], movements: [] };
    },
  };
}
