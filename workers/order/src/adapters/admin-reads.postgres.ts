/** Orders as staff read them, in PostgreSQL: one statement for a page of the list, one for an order. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { AdminOrderRow } from "../core/admin-order-view.ts";
import { OrderRow } from "../core/rows.ts";
import type { AdminReads } from "../ports/administration.ts";
import { filtersOf } from "./order-filters.ts";
import { readOwnTimeline } from "./timeline.postgres.ts";

/** Makes the reads. */
export function postgresAdminReads(db: Database): AdminReads {
  return {
    timeline: (orderId) => readOwnTimeline(db, orderId),
    async list(query, after, limit) {
      const older =
        after === null
          ? sql`true`
          : sql`(o.placed_at, o.id) < (${after.createdAt}::timestamptz, ${after.id})`;
      // As the index is (NULLS LAST), and the page is found before its rows are made into JSON: that reads five tables for each.
      const rows = await run(
        db,
        sql`with page as materialized (
            select o.* from orders.sales_order o where ${filtersOf(query)} and ${older}
             order by o.placed_at desc nulls last, o.id desc nulls last limit ${limit})
          select orders.order_json(row(p.*)::orders.sales_order) as "order"
            from page p order by p.placed_at desc, p.id desc`,
        z.object({ order: OrderRow }),
      );
      return rows.map(({ order }) => order);
    },
    async find(orderId) {
      const [row] = await run(
        db,
        sql`select orders.order_json(o) as "order",
            (select coalesce(jsonb_agg(to_jsonb(a) order by a.n), '[]')
               from orders.attempt a where a.order_id = o.id) as attempts,
            (select coalesce(jsonb_agg(to_jsonb(s) order by s.due_at, s.subject), '[]')
               from orders.step s where s.order_id = o.id) as steps
          from orders.sales_order o where o.id = ${orderId}`,
        AdminOrderRow,
      );
      return row ?? null;
    },
  };
}
